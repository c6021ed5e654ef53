import { testKills } from './kill-trials.js';

testKills(['backup', 'recall', 'suppress add', 'hold add', 'hold release', 'certificate'], {
  kills: 5,
  journals: [true],
});
