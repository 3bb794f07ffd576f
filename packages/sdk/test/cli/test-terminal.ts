/** A terminal, or a pipe, that keeps what is written to it, and answers questions as it is told to. */
import { PassThrough } from 'node:stream';
import type { Terminal } from '../../src/cli/terminal.ts';

export interface TestTerminalOptions {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  readonly colorBits?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** What comes through stdin when something is asked. */
  readonly answer?: string;
  /** What stdin is from the beginning. */
  readonly input?: Uint8Array;
}

export interface TestTerminal {
  readonly terminal: Terminal;
  stdout(): string;
  stdoutBytes(): Buffer;
  stderr(): string;
  /** `raw` and `cooked`, as the mode was set. */
  readonly modes: readonly string[];
}

export function testTerminal(options: TestTerminalOptions): TestTerminal {
  const { isTTY = false, columns, rows, colorBits = 24, env = {}, answer, input } = options;
  const written = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  const modes: string[] = [];
  const stdin = new PassThrough();
  if (input !== undefined) stdin.end(input);
  const output = (chunks: Buffer[]) => ({
    write(chunk: string | Uint8Array) {
      chunks.push(Buffer.from(chunk));
      if (String(chunk).endsWith('\x1b[c') && answer !== undefined) stdin.write(answer);
    },
    ...{ isTTY, columns, rows },
    getColorDepth: () => colorBits,
  });
  const setRawMode = (isRaw: boolean) => modes.push(isRaw ? 'raw' : 'cooked');
  return {
    terminal: {
      stdin: Object.assign(stdin, { isTTY: isTTY && input === undefined, setRawMode }),
      stdout: output(written.stdout),
      stderr: output(written.stderr),
      env,
    },
    stdout: () => Buffer.concat(written.stdout).toString(),
    stdoutBytes: () => Buffer.concat(written.stdout),
    stderr: () => Buffer.concat(written.stderr).toString(),
    modes,
  };
}
