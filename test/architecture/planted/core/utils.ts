/** A drawer. */
export const drawer = 1;
