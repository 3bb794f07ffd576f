/** How each kernel of a network is stored: in the card, and on the terminal. */
import type { PublishedNetwork, StorageDecision } from '@comfy-edge/model';

/** Markdown. */
export function storageTable(role: string, { quantization = [] }: PublishedNetwork): string {
  const rows = quantization.map(
    ({ weight, storage, error, sizeBytes }) =>
      `| \`${weight}\` | ${storage} | ${error} | ${sizeBytes} |`,
  );
  return `| ${role} | stored as | error | bytes |\n|---|---|---:|---:|\n${rows.join('\n')}`;
}

/** Lines of text, in columns. */
export function storageLines(
  role: string,
  { quantization = [] }: PublishedNetwork,
  unit: string,
): string[] {
  const width = Math.max(...quantization.map(({ weight }) => weight.length));
  return quantization.map(
    (decision, index) =>
      `${(index === 0 ? role : '').padEnd(11)}${describe(decision, width)}${index === 0 ? ` ${unit}` : ''}`,
  );
}

function describe({ weight, storage, error, sizeBytes }: StorageDecision, width: number): string {
  return `${weight.padEnd(width)}  ${storage.padEnd(7)}  ${String(sizeBytes).padStart(8)} bytes  error ${error}`;
}
