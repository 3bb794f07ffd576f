/**
 * Where lies what can be made again: `$XDG_CACHE_HOME/comfy-edge`, or `~/.cache/comfy-edge`
 * (https://specifications.freedesktop.org/basedir/latest/). It may be emptied at any time.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';

export function cacheDirectory(): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache'); // Empty counts as not set.
  return join(base, 'comfy-edge');
}
