import { pageBeginning } from '../pages/page.js';

/** The title of every page of a run. */
export const RUN_PAGE_TITLE = 'What a screening run found';

/** How every page of a run begins: by it one is known from a certificate, a list or a database. */
export const RUN_PAGE_BEGINS: string = pageBeginning(RUN_PAGE_TITLE);
