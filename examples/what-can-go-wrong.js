// What can be mended comes as a ScreeningError that says what is wrong and what to do.
// Run in an empty folder: node what-can-go-wrong.js
import { writeFileSync } from 'node:fs';
import { openDatabase, scrub, ScreeningError } from 'tps-scrub';

writeFileSync('campaign.csv', 'Name,Phone\nAnn,07700 900123\n');
const database = await openDatabase('scrub.db');
try {
  await scrub(database, { input: 'campaign.csv' });
} catch (error) {
  if (!(error instanceof ScreeningError)) throw error;
  console.log(`${error.code}: ${error.summary}`);
  console.log(error.fix);
}
