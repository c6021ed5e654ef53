/** A kind of file that is known by its first bytes, and that nothing here opens. */
export interface ClosedFile {
  /** Over the first bytes as latin1 text. */
  readonly starts: RegExp;
  /** What it is, after `it is`. */
  readonly is: string;
  readonly fix: string;
}

/**
 * Archives and other files that are named, so that a person knows what to do, instead of being called
 * binary. Their first bytes are those of the formats' own documents and of file(1).
 */
export const CLOSED_FILES: readonly ClosedFile[] = [
  { starts: /^BZh[1-9]/, is: 'compressed with bzip2', fix: 'unpack it first (bunzip2)' },
  { starts: /^\xfd7zXZ\x00/, is: 'compressed with xz', fix: 'unpack it first (unxz)' },
  { starts: /^\x1f\x9d/, is: 'compressed with compress (.Z)', fix: 'unpack it first (uncompress)' },
  { starts: /^\x28\xb5\x2f\xfd/, is: 'compressed with zstd', fix: 'unpack it first (unzstd)' },
  { starts: /^7z\xbc\xaf\x27\x1c/, is: 'a 7-Zip archive', fix: 'unpack it first (7z x)' },
  { starts: /^Rar!\x1a\x07/, is: 'a RAR archive', fix: 'unpack it first (unrar x)' },
  { starts: /^[^]{257}ustar/, is: 'a tar archive', fix: 'unpack it first (tar -x)' },
  {
    starts: /^\xd0\xcf\x11\xe0/,
    is: 'an old Office file (.xls, .doc) or one with a password',
    fix: 'save what it holds as text and give that file',
  },
  { starts: /^%PDF-/, is: 'a PDF document', fix: 'give the file that holds the numbers as text' },
];
