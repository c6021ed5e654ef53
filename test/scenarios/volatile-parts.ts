/**
 * Puts names in the place of what differs from one run to the next though nothing changed: the
 * folder, the program's version, run ids (they hold a hash over it), ledger hashes (each line is
 * salted). Bytes in, bytes out: what goes to standard output may be in any encoding.
 */
export function namedParts(bytes: Buffer, folder: string): Buffer {
  const text = bytes
    .toString('latin1')
    .replaceAll(folder, '{folder}')
    .replace(/\b\d{8}T\d{6}Z-[0-9a-f]{4}\b/g, '{run}')
    .replace(/\btps-scrub \d+\.\d+\.\d+\b/g, 'tps-scrub {version}')
    .replace(/(ledger[ _]head(?:"?:? ?"?|<\/dt><dd><code>))[0-9a-f]{64}/gi, '$1{ledger head}');
  return Buffer.from(text, 'latin1');
}

/**
 * One JSON object as a file that can be read and compared line by line.
 *
 * @param shows the fields to keep; undefined for all; an error is kept whole
 * @throws Error when there is more, or less, than one object and a line feed
 */
export function plainJson(bytes: Buffer, shows: readonly string[] | undefined): Buffer {
  const text = bytes.toString();
  if (!/^\{.*\}\n$/.test(text)) throw new Error(`not one JSON object: ${text}`);
  const object = JSON.parse(text) as Record<string, unknown>;
  const shown =
    shows && object['ok'] === true
      ? Object.fromEntries(shows.map((name) => [name, object[name]]))
      : object;
  return Buffer.from(`${JSON.stringify(shown, null, 2)}\n`);
}
