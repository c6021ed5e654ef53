/** Ofcom's ranges for drama, each of a thousand numbers: the first digits after the 0. */
const DRAMA = [
  ...['113', '114', '115', '116', '117', '118', '121', '131', '141', '151', '161'].map(
    (area) => `${area}4960`,
  ),
  ...['1632960', '1914980', '2079460', '2896496', '2920180'],
  ...['3069990', '7700900', '8081570', '9098790'],
];

/** All twenty thousand, in the order of register files. */
const ALL = DRAMA.flatMap((first) =>
  Array.from({ length: 1000 }, (_, last) => `0${first}${String(last).padStart(3, '0')}`),
);

const ofTen = (tenths: readonly number[]) => ALL.filter((_, at) => tenths.includes((at * 7) % 10));

/** A register of 12,000 numbers. */
export const TPS = ofTen([0, 1, 2, 3, 4, 5]);
/** Another of 5,000, half of which are on both. */
export const CTPS = ofTen([4, 5, 6, 7]).filter((_, at) => at % 8 < 5);
/** On neither. */
export const NEITHER = ofTen([8, 9]);
