/** csv-spectrum, the inputs of rust-csv's and CPython's cases, and the public directories. */
export function readCorpus(): Buffer[];
