/** Writes `src/engine-id.gen.ts`, or with `--check` says whether it is fresh. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { engineIdModule } from './engine-id.ts';

const file = join(import.meta.dirname, '../src/engine-id.gen.ts');
const wanted = await engineIdModule();

if (process.argv.includes('--check')) {
  if ((await readFile(file, 'utf8')) !== wanted) {
    console.error(
      'src/engine-id.gen.ts is stale: what determines pixels has changed; run `npm run gen -w packages/runtime`, and `npm run goldens -w packages/runtime` if images may differ',
    );
    process.exitCode = 1;
  }
} else {
  await writeFile(file, wanted);
}
