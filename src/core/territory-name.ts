/**
 * The country or territory of an E.164 number, in English; undefined when it is not known.
 * libphonenumber's metadata change weekly, so this is a name to show and never part of a verdict.
 *
 * @param e164 digits as an integer
 */
export async function territoryName(e164: number): Promise<string | undefined> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/max');
  const country = parsePhoneNumberFromString(`+${String(e164)}`)?.country;
  if (country === undefined) return undefined;
  return new Intl.DisplayNames('en-GB', { type: 'region' }).of(country);
}
