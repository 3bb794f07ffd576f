/**
 * Text of others, fit for a terminal: names and reasons may hold escape sequences, which would move the cursor or
 * recolour what is around them, and marks that turn the direction of writing.
 */

/** C0, DEL and C1 (ISO 6429), and the controls of the Unicode bidirectional algorithm (UAX #9, section 2). */
const controls = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Shows what cannot be shown as `\u{1b}`. */
export function printable(text: string): string {
  return text.replace(controls, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** JSON that is the same value, and safe to look at; its own line feeds are the only controls. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(controls, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
