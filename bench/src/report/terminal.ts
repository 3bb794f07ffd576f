/** What a person sees of a run: results, and below them, on a terminal, what is going on. */

export function print(text: string): void {
  showProgress('');
  console.log(text);
}

/** Takes the place of what it showed before. */
export function showProgress(text: string): void {
  const { stderr } = process;
  if (stderr.isTTY) stderr.write(`\r\x1b[K${text.slice(0, stderr.columns - 1)}`);
}
