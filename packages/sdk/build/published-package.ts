/** The package.json that is published, of what both have in common. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const both = (name: string) => ({
  import: { types: `./${name}.d.ts`, default: `./${name}.js` },
  require: { types: `./${name}.d.cts`, default: `./${name}.cjs` },
});

const published = {
  type: 'module',
  sideEffects: false,
  // For tools from before `exports`.
  main: './index.cjs',
  module: './index.js',
  types: './index.d.ts',
  exports: {
    '.': both('index'),
    './replay': both('replay'),
    './package.json': './package.json',
  },
  bin: { 'comfy-edge': './cli.js' },
  imports: {
    '#wasm': {
      workerd: './wasm/imported.js',
      import: './wasm/inlined.js',
      require: './wasm/inlined.cjs',
    },
  },
  engines: { node: '>=20' },
};

export async function writePackageJson(from: string, to: string): Promise<void> {
  const { name, version, license, description, keywords, repository, homepage } = JSON.parse(
    await readFile(from, 'utf8'),
  );
  const described = { name, version, license, description, keywords, repository, homepage };
  await writeFile(to, `${JSON.stringify({ ...described, ...published }, null, 2)}\n`);
}

/** The same declarations for `require`: TypeScript takes the extension for the kind of module. */
export async function declareCommonJs(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!name.endsWith('.d.ts')) continue;
    const text = await readFile(join(directory, name), 'utf8');
    const converted = text.replaceAll(/(from ["']\.[^"']*)\.js(["'])/g, '$1.cjs$2');
    await writeFile(join(directory, name.replace(/\.ts$/, '.cts')), converted);
  }
}
