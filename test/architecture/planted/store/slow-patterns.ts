const DIGITS = String.raw`\d+`;

/** Three that take more than linear time, and one that only a run knows. */
export const slow = (text: string) => [
  /(a+)+b/,
  / +$/,
  new RegExp(['x', `${DIGITS}y`].join('') + DIGITS + String.raw`\d+$`, 'u'),
  new RegExp(text),
];
