/**
 * Compiles each folder of `assembly/` to a module of its name, `generation.wasm` and so on. With `--check`
 * it writes nothing and fails when a committed file is stale.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildModule } from './build-module.ts';

const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');

for (const entry of readdirSync(join(root, 'assembly'), { withFileTypes: true })) {
  if (entry.isDirectory()) await buildModule(root, entry.name, { check });
}
