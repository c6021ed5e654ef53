const WIDTH = 80;

/**
 * A paragraph in lines of at most 80 characters, as far as its words allow, with a label before the
 * first and the others set in below the text.
 */
export function wrapped(text: string, label = ''): string {
  const indent = ' '.repeat(label.length);
  const lines: string[] = [];
  let line = label;
  for (const word of text.split(' ')) {
    const joined = line.length === indent.length ? line + word : `${line} ${word}`;
    if (joined.length > WIDTH && line.length > indent.length) {
      lines.push(line);
      line = indent + word;
    } else line = joined;
  }
  return [...lines, line].join('\n').trimEnd();
}
