// Loads both registers, screens a list for calls that begin today, and says what came of it.
// Run in an empty folder: node screen-a-list.js
import { readFileSync, writeFileSync } from 'node:fs';
import { importRegister, openDatabase, scrub } from 'tps-scrub';

writeFileSync('tps.txt', '07700900123 \r\n');
writeFileSync('ctps.txt', '02079460123 \r\n');
writeFileSync('campaign.csv', 'Name,Phone\nAnn,07700 900123\nBob,07700 900456\n');

// The UTC day is never later than the London day, so never in the register's future.
const today = new Date().toISOString().slice(0, 10);
const database = await openDatabase('scrub.db', { operator: 'example' });
await importRegister(database, { register: 'tps', file: 'tps.txt', dated: today });
await importRegister(database, { register: 'ctps', file: 'ctps.txt', dated: today });

const { counts, reasons, last_call_day } = await scrub(database, { input: 'campaign.csv' });
console.log(`${counts.clean} of ${counts.read} may be called, until ${last_call_day}`);
console.log(reasons);
console.log(readFileSync('campaign.clean.csv', 'utf8'));
