/** Which code a run was made with: versions, and the commit where it is a git checkout. */
import { execFileSync } from 'node:child_process';
import * as tf from '@tensorflow/tfjs-core';

export interface CodeState {
  readonly versions: Readonly<Record<string, string>>;
  /** In a container image, what COMFY_EDGE_COMMIT says; absent where nothing is known. */
  readonly git?: {
    readonly commit: string;
    /** Whether files differ from it; absent where there is no git to say so. */
    readonly dirty?: boolean;
  };
}

export function codeState(): CodeState {
  const commit = git('rev-parse', 'HEAD') ?? process.env.COMFY_EDGE_COMMIT;
  const changes = git('status', '--porcelain', '--untracked-files=no');
  return {
    versions: { node: process.version, v8: process.versions.v8, 'tfjs-core': tf.version_core },
    ...(commit
      ? { git: { commit, ...(changes === undefined ? {} : { dirty: changes !== '' }) } }
      : {}),
  };
}

/** What git says about this file's checkout; nothing where there is no git or no checkout. */
function git(...args: readonly string[]): string | undefined {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const;
    return execFileSync('git', args, { cwd: import.meta.dirname, stdio: [...stdio] })
      .toString()
      .trim();
  } catch {
    return undefined;
  }
}
