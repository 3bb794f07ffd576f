/** Where a command reads, writes and looks around: the process's own, or what a test puts in its place. */

export interface Output {
  write(chunk: string | Uint8Array): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  /** In bits; of terminals alone, after NO_COLOR, FORCE_COLOR and TERM. */
  getColorDepth?(env?: object): number;
}

interface Input extends AsyncIterable<Uint8Array | string> {
  readonly isTTY?: boolean | undefined;
  setRawMode?(isRaw: boolean): unknown;
  on(event: 'data', listener: (chunk: Uint8Array | string) => void): unknown;
  off(event: 'data', listener: (chunk: Uint8Array | string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

export interface Terminal {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** 1 where nothing may be coloured; https://no-color.org counts any text but none. */
export function colorBits({ env }: Terminal, output: Output): number {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return 1;
  return output.isTTY === true ? (output.getColorDepth?.(env) ?? 1) : 1;
}
