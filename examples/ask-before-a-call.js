// Records an objection and asks, before each call, whether the number may be called.
// Run in an empty folder: node ask-before-a-call.js
import { writeFileSync } from 'node:fs';
import { check, importRegister, openDatabase, suppress } from 'tps-scrub';

writeFileSync('tps.txt', '07700900123 \r\n');
writeFileSync('ctps.txt', '02079460123 \r\n');
const today = new Date().toISOString().slice(0, 10);
const database = await openDatabase('scrub.db');
await importRegister(database, { register: 'tps', file: 'tps.txt', dated: today });
await importRegister(database, { register: 'ctps', file: 'ctps.txt', dated: today });
await suppress(database, ['07700 900789'], { source: 'web form' });

const { ok, summary, numbers } = await check(database, ['07700 900789', '07700 900456']);
if (!ok) console.log(summary); // then nothing is cleared
for (const { number, outcome, reasons } of numbers) {
  console.log(number, outcome === 'clean' ? 'may be called' : `may not: ${reasons.join(', ')}`);
}
