import type * as Zip from '@zip.js/zip.js';

/** What the reader of archives says, by the name of its constant, and the same for people. */
const WORDS = [
  { said: 'ERR_BAD_FORMAT', words: 'it is cut short: nearly all of it is missing' },
  {
    said: 'ERR_EOCDR_NOT_FOUND',
    words: 'its end is missing, where its table of contents stands: it was cut short',
  },
  {
    said: 'ERR_CENTRAL_DIRECTORY_NOT_FOUND',
    words: 'its table of contents is not where its end says',
  },
  { said: 'ERR_LOCAL_FILE_HEADER_NOT_FOUND', words: 'it is not where the table of contents says' },
  { said: 'ERR_ENTRY_DATA_OUT_OF_BOUNDS', words: 'it is not where the table of contents says' },
  { said: 'ERR_INVALID_COMPRESSED_DATA', words: 'its bytes are damaged' },
  { said: 'ERR_INVALID_CRC32', words: 'its checksum does not match' },
  { said: 'ERR_INVALID_UNCOMPRESSED_SIZE', words: 'it is not as long as the archive says' },
  { said: 'ERR_ENCRYPTED', words: 'it has a password' },
  { said: 'ERR_SPLIT_ZIP_FILE', words: 'it is one part of an archive in several' },
  { said: 'ERR_AMBIGUOUS_ARCHIVE', words: 'its parts contradict each other' },
] as const satisfies readonly { said: keyof typeof Zip; words: string }[];

/**
 * Says in our words what the reader of archives found wrong. Of what is not in the table its own words
 * stand in brackets: they may help whoever is asked.
 */
export function archiveWords(zip: typeof Zip, message: string): string {
  const row = WORDS.find(({ said }) => zip[said] === message);
  return row?.words ?? `it is damaged (${message})`;
}
