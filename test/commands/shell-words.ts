/** A command line as a shell takes it apart: words, and the file that standard input comes from. */
export function shellWords(line: string): { readonly words: string[]; readonly input: string } {
  const words: string[] = [];
  const found = line.matchAll(/\\\n|'([^']*)'|"([^"]*)"|([<>])|((?:[^\s'"<>\\]|\\(?!\n))+)|(\s+)/g);
  let word: string | undefined;
  let into = '';
  let input = '';
  const end = (): void => {
    if (word === undefined) return;
    if (into === '<') input = word;
    else if (into === '') words.push(word);
    into = '';
    word = undefined;
  };
  for (const [whole, single, double, redirection, plain, blank] of found) {
    if (redirection !== undefined) {
      end();
      into = redirection;
    } else if (blank !== undefined || whole === '\\\n') {
      end();
    } else word = (word ?? '') + (single ?? double ?? plain ?? '');
  }
  end();
  return { words, input };
}
