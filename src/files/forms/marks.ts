const ARCHIVES = ['PK\x03\x04', 'PK\x05\x06'];
/** The beginning of a compound file ([MS-CFB] 2.2), which old office programs write. */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** Whether a file begins as a zip archive does, which workbooks are; an empty one too. */
export function isArchive(bytes: Buffer): boolean {
  return ARCHIVES.includes(bytes.toString('latin1', 0, 4));
}

/** Whether it begins as an old workbook, or one with a password, does. */
export function isOldOffice(bytes: Buffer): boolean {
  return bytes.subarray(0, COMPOUND.length).equals(COMPOUND);
}
