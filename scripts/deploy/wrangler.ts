/** wrangler's own commands, as an operator would type them: https://developers.cloudflare.com/workers/wrangler/commands/ */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface WranglerResult {
  readonly ok: boolean;
  readonly stdout: string;
  /** Both streams, for people. */
  readonly printed: string;
  /** What the command says for programs (`WRANGLER_OUTPUT_FILE_PATH`). */
  readonly entries: readonly WranglerEntry[];
}

/** Of uploads and deployments. */
interface WranglerEntry {
  readonly type: string;
  readonly version_id?: string | null;
  /** Where the Worker is reached. */
  readonly targets?: readonly string[];
}

export class Wrangler {
  readonly #executable: string;
  readonly #configuration: string;

  /**
   * @param configuration the file that every command is given
   * @param executable wrangler, or what stands in for it
   */
  constructor(configuration: string, executable = installed) {
    this.#configuration = configuration;
    this.#executable = executable;
  }

  /** @throws Error with what wrangler printed, where it fails */
  async run(...args: string[]): Promise<WranglerResult> {
    const result = await this.try(...args);
    if (result.ok) return result;
    const command = ['wrangler', ...args].join(' ');
    throw new Error(`expected \`${command}\` to succeed, got:\n${lastLines(result.printed)}`);
  }

  async try(...args: string[]): Promise<WranglerResult> {
    const directory = await mkdtemp(join(tmpdir(), 'comfy-edge-wrangler-'));
    const output = join(directory, 'output.ndjson');
    try {
      const { ok, stdout, stderr } = await this.#execute(args, output);
      const written = await readFile(output, 'utf8').catch(() => '');
      const entries = written
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as WranglerEntry);
      return { ok, stdout, printed: stdout + stderr, entries };
    } finally {
      await rm(directory, { recursive: true });
    }
  }

  #execute(
    args: readonly string[],
    output: string,
  ): Promise<{ readonly ok: boolean; readonly stdout: string; readonly stderr: string }> {
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        [this.#executable, ...args, '--config', this.#configuration],
        {
          cwd: packageDirectory,
          maxBuffer: 64 * 1024 * 1024,
          env: {
            ...process.env,
            // Nobody is asked anything.
            CI: '1',
            FORCE_COLOR: '0',
            WRANGLER_SEND_METRICS: 'false',
            WRANGLER_OUTPUT_FILE_PATH: output,
          },
        },
        (error, stdout, stderr) => resolve({ ok: error === null, stdout, stderr }),
      );
    });
  }
}

const packageDirectory = fileURLToPath(new URL('../../workers/api', import.meta.url));
const installed = fileURLToPath(
  new URL('../../node_modules/wrangler/bin/wrangler.js', import.meta.url),
);

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-20).join('\n');
}
