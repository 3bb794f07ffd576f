/** Makes `<name>.wasm` of `assembly/<name>/`, or says that the committed one is not what would be made. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileModule } from './compile-module.ts';
import { refuseModule } from './refuse-module.ts';

/**
 * @param root of the package
 * @throws Error when the module holds what none may, or the committed one is stale
 */
export async function buildModule(
  root: string,
  name: string,
  { check = false } = {},
): Promise<void> {
  const target = join(root, `${name}.wasm`);
  const binary = await compileModule(root, `assembly/${name}`);
  refuseModule(name, binary);
  if (!check) {
    writeFileSync(target, binary);
  } else if (!readFileSync(target).equals(binary)) {
    throw new Error(`${name}.wasm is stale: run \`npm run gen\` in packages/kernels and commit it`);
  }
}
