/**
 * What a deployment's operator keeps: where it is reached, and the keys of which it knows only hashes or
 * public halves. A file that nobody else may read and git does not see.
 */
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PublisherKey } from '@comfy-edge/model';

export interface Remembered {
  /** Without a slash at its end. */
  readonly url?: string;
  /** The deployment's own; its hash is the secret ADMIN_KEY_HASH. */
  readonly adminKey?: string;
  /** Signs what is published here; the deployment lists its public half. */
  readonly publisherKey?: PublisherKey;
}

export class Memory {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** @throws Error for a file that is not what was written */
  async read(): Promise<Remembered> {
    const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '{}';
      throw error;
    });
    try {
      return JSON.parse(text) as Remembered;
    } catch (cause) {
      throw new Error(`${this.path}: expected JSON, got other text`, { cause });
    }
  }

  async add(learned: Remembered): Promise<void> {
    const all = { ...(await this.read()), ...learned };
    await mkdir(dirname(this.path), { recursive: true });
    await writeFile(this.path, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
    // A mode is only given to files that are new.
    await chmod(this.path, 0o600);
  }
}
