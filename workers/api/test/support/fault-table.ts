/**
 * A part's table of faults as a page of docs/faults: what a client sees and what is left where something fails
 * at an await. Tests of each part write their own (`toMatchFileSnapshot`), so that no row is a guess.
 */

export interface FaultRow {
  readonly binding: string;
  /** The await, and how it fails. */
  readonly where: string;
  /** What the client saw. */
  readonly client: string;
  /** What was left behind. */
  readonly left: string;
  /** What the same request gets once all works again. */
  readonly next: string;
}

export function faultTable(title: string, rows: readonly FaultRow[]): string {
  const lines = rows.map(({ binding, where, client, left, next }) =>
    [`\`${binding}\``, where, client, left, next].map(escapeCell).join(' | '),
  );
  return [
    `# ${title}: when something fails`,
    '',
    'Written by tests (`npm test`); see workers/api/test/support/fault-table.ts.',
    '',
    '| binding | what fails | the client sees | left behind | the same request, all being well again |',
    '| --- | --- | --- | --- | --- |',
    ...lines.map((line) => `| ${line} |`),
    '',
  ].join('\n');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
