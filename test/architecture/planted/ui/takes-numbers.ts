/** A dynamic import is an import. */
export const takesNumbers = () => import('libphonenumber-js/max');
