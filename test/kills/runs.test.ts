import { testKills } from './kill-trials.js';

testKills(['scrub', 'erase', 'purge', 'restore']);
