import { testKills } from './kill-trials.js';

testKills(['import', 'suppress import', 'consent import']);
