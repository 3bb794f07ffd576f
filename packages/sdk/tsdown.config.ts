/**
 * Builds the package that is published: `dist`, with a package.json of its own. Inside the
 * repository the source is imported as it stands, so nothing has to be built before it runs.
 * The contract's types are written into the declarations; they are no dependency.
 */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: 'src/index.ts',
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  tsconfig: 'tsconfig.json',
  // eager: the plugin otherwise loses the contract's re-exported types (rolldown-plugin-dts 0.17).
  dts: { resolve: ['@comfy-edge/contract'], eager: true },
  hooks: {
    'build:done': async () => {
      const { name, version, license, description, keywords, repository, homepage } = JSON.parse(
        await readFile('package.json', 'utf8'),
      );
      const published = {
        ...{ name, version, license, description, keywords, repository, homepage },
        type: 'module',
        sideEffects: false,
        exports: { '.': { types: './index.d.ts', default: './index.js' } },
        engines: { node: '>=20' },
      };
      await writeFile('dist/package.json', `${JSON.stringify(published, null, 2)}\n`);
      await copyFile('README.md', 'dist/README.md');
      await copyFile('../../LICENSE', 'dist/LICENSE');
    },
  },
});
