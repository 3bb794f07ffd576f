/** Emphasis for people, where it can be seen: Select Graphic Rendition of ECMA-48. */

export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

/** @param bits of colour that the terminal has; with 1, text stays as it is */
export function paintFor(bits: number): Paint {
  const style = (open: number, close: number) =>
    bits === 1
      ? (text: string) => text
      : (text: string) => (text === '' ? '' : `\x1b[${open}m${text}\x1b[${close}m`);
  return {
    bold: style(1, 22),
    dim: style(2, 22),
    red: style(31, 39),
    green: style(32, 39),
    yellow: style(33, 39),
  };
}
