import { testKills } from './kill-trials.js';

testKills(['scrub', 'scrub --format', 'erase', 'purge', 'restore']);
