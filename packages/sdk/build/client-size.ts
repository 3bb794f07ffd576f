/** What the client costs an application: minified and gzipped, without replay. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const entry = join(import.meta.dirname, '../src/index.ts');

/** @param imports what of it is used; all unless told otherwise */
export async function clientGzipBytes(imports = '*'): Promise<number> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export ${imports} from ${JSON.stringify(entry)};`,
      resolveDir: import.meta.dirname,
    },
    ...{ bundle: true, minify: true, write: false, format: 'esm', target: 'es2022' },
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('expected a file of esbuild, got none');
  return gzipSync(file.contents, { level: 9 }).length;
}
