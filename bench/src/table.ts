/** Rows as lines of text, with how long each engine takes in relation to ours. */
import type { Row } from './report.ts';

const header = ['network', 'batch', 'engine', 'median ms', 'p95 ms', 'GFLOP/s', '÷ comfy-edge'];
const widths = [12, 5, 11, 10, 10, 8, 12];
const LEFT = new Set([0, 2]);

export function tableHeader(): string {
  return line(header);
}

/** @param rows of one network and batch */
export function tableLines(rows: readonly Row[]): string {
  const ours = rows.find(({ engine }) => engine === 'comfy-edge')?.medianMs;
  return rows
    .map(({ network, batch, engine, medianMs, p95Ms, gflops }) =>
      line([
        network,
        String(batch),
        engine,
        medianMs.toFixed(2),
        p95Ms.toFixed(2),
        gflops.toFixed(1),
        ours === undefined ? '' : (medianMs / ours).toFixed(2),
      ]),
    )
    .join('\n');
}

function line(cells: readonly string[]): string {
  return cells
    .map((cell, i) => (LEFT.has(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
    .join('  ')
    .trimEnd();
}
