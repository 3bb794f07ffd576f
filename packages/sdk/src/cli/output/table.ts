/** Rows under each other, in columns as wide as what is in them. */
import stringWidth from 'string-width';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';

/** Text, or what is nothing and shown as such. Numbers stand to the right. */
export type Cell = string | number | undefined | Painted;

/** Text with an emphasis. */
interface Painted {
  readonly text: string;
  readonly paint: (text: string) => string;
}

/** @returns lines, each with a line feed */
export function table(heads: readonly string[], rows: readonly Cell[][], paint: Paint): string {
  const texts = [heads, ...rows.map((row) => row.map(textOf))];
  const widths = heads.map((_, column) =>
    Math.max(...texts.map((row) => stringWidth(row[column] ?? ''))),
  );
  const isNumeric = heads.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  const lines = texts.map((row, index) => {
    const cells = heads.map((_, column) => {
      const text = row[column] ?? '';
      const spaces = ' '.repeat((widths[column] ?? 0) - stringWidth(text));
      const cell = index === 0 ? { text, paint: paint.dim } : rows[index - 1]?.[column];
      const shown = isPainted(cell) ? cell.paint(text) : text;
      return isNumeric[column] ? spaces + shown : shown + spaces;
    });
    return `${cells.join('  ').trimEnd()}\n`;
  });
  return lines.join('');
}

/** Names to the left, what they stand for to the right; what is undefined is left out. */
export function facts(rows: Readonly<Record<string, Cell>>, paint: Paint): string {
  const given = Object.entries(rows).filter(([, value]) => value !== undefined);
  const width = Math.max(...given.map(([name]) => name.length));
  const lines = given.map(([name, value]) => {
    const shown = isPainted(value) ? value.paint(textOf(value)) : textOf(value);
    return `${paint.dim(name.padEnd(width))}  ${shown}\n`;
  });
  return lines.join('');
}

function textOf(cell: Cell): string {
  if (cell === undefined) return '-';
  if (typeof cell === 'number') return cell.toLocaleString('en-US', { maximumFractionDigits: 6 });
  return printable(isPainted(cell) ? cell.text : cell);
}

function isPainted(cell: Cell): cell is Painted {
  return typeof cell === 'object';
}
