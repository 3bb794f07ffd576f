/**
 * Builds the package that is published: `dist`, with a package.json of its own, as ES modules and as CommonJS.
 * Inside the repository the source is imported as it stands, so nothing has to be built before it runs.
 * The contract's types are written into the declarations; they are no dependency.
 */
import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsdown';
import { privateEngine } from './build/private-engine.ts';
import { declareCommonJs, writePackageJson } from './build/published-package.ts';
import { thirdPartyNotices } from './build/third-party-notices.ts';
import { wasmFiles } from './build/wasm-files.ts';

const target = { platform: 'neutral', target: 'es2022', tsconfig: 'tsconfig.json' } as const;

export default defineConfig([
  {
    ...target,
    entry: {
      index: 'src/index.ts',
      replay: 'src/replay/index.ts',
      'wasm/inlined': 'src/replay/wasm/inlined.ts',
      'wasm/imported': 'src/replay/wasm/imported.ts',
    },
    format: ['esm', 'cjs'],
    dts: false,
    // What replaying takes is a part of the package; which WebAssembly, the package's own map decides.
    noExternal: [/^[^#]/],
    external: ['#wasm'],
    plugins: [
      wasmFiles(fileURLToPath(new URL('dist/wasm', import.meta.url))),
      privateEngine(),
      thirdPartyNotices('THIRD-PARTY-NOTICES.txt'),
    ],
    inputOptions: (options) => ({
      ...options,
      resolve: {
        ...options.resolve,
        conditionNames: ['browser', 'import', 'default'],
        mainFields: ['module', 'main'],
      },
    }),
  },
  {
    // The command line: one file with its libraries inside, so that the package needs none.
    ...target,
    entry: { cli: 'src/cli/main.ts' },
    platform: 'node',
    target: 'node20',
    format: 'esm',
    dts: false,
    clean: false,
    noExternal: [/.*/],
    plugins: [thirdPartyNotices('THIRD-PARTY-NOTICES-CLI.txt')],
  },
  {
    ...target,
    entry: { index: 'src/index.ts', replay: 'src/replay/index.ts' },
    format: 'esm',
    clean: false,
    // eager: the plugin otherwise loses the contract's re-exported types (rolldown-plugin-dts 0.17).
    dts: { emitDtsOnly: true, resolve: ['@comfy-edge/contract'], eager: true },
    external: ['#wasm', /^@comfy-edge\/(model|runtime)/],
    hooks: {
      'build:done': async () => {
        await declareCommonJs('dist');
        await writePackageJson('package.json', 'dist/package.json');
        await copyFile('README.md', 'dist/README.md');
        await copyFile('../../LICENSE', 'dist/LICENSE');
      },
    },
  },
]);
