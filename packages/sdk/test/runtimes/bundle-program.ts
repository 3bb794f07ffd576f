/** The program as each kind of application would ship it. */
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin as EsbuildPlugin } from 'esbuild';
import { build as buildWithVite, type Plugin } from 'vite';
import { viteReplay } from '../../build/vite-replay.ts';

const HERE = import.meta.dirname;
const OURS = /^@comfy-edge\/sdk/;

/** What the program imports of the package is that of the application, not the repository's source. */
function fromApplication(directory: string): EsbuildPlugin {
  return {
    name: 'from-application',
    setup({ onResolve, resolve }) {
      onResolve({ filter: OURS }, ({ path, kind, pluginData }) =>
        pluginData === 'resolving'
          ? undefined
          : resolve(path, { kind, resolveDir: directory, pluginData: 'resolving' }),
      );
    },
  };
}

function options(entry: string, outfile: string): BuildOptions & { readonly outfile: string } {
  return {
    entryPoints: [join(HERE, entry)],
    outfile,
    bundle: true,
    target: 'es2022',
    logLevel: 'error',
  };
}

const SHAPES = {
  esm: { entry: 'in-process.ts', name: 'main.mjs', format: 'esm' },
  cjs: { entry: 'in-process.ts', name: 'main.cjs', format: 'cjs' },
  worker: { entry: 'in-workerd.ts', name: 'in-workerd.js', format: 'esm' },
} as const;

/** The package stays an import, or a `require`. @returns the file */
export async function compileProgram(
  directory: string,
  shape: keyof typeof SHAPES,
): Promise<string> {
  const { entry, name, format } = SHAPES[shape];
  const outfile = join(directory, name);
  await build({
    ...{ ...options(entry, outfile), format, platform: 'neutral' },
    external: ['@comfy-edge/*'],
  });
  return outfile;
}

/** Everything in one file. */
export async function bundleForNode(directory: string): Promise<string> {
  const outfile = join(directory, 'bundled.mjs');
  await build({
    ...options('in-process.ts', outfile),
    format: 'esm',
    platform: 'node',
    plugins: [fromApplication(directory)],
  });
  return outfile;
}

/** As servers are built that render pages: dependencies within, chunks beside. */
export async function bundleForServer(directory: string): Promise<string> {
  await viteBuild(directory, {
    ssr: { noExternal: true, target: 'node' },
    build: {
      ...{ ssr: join(HERE, 'in-process.ts'), target: 'node20', outDir: join(directory, 'server') },
      rollupOptions: { output: { entryFileNames: 'server.mjs', chunkFileNames: '[name].mjs' } },
    },
  });
  return join(directory, 'server/server.mjs');
}

/** `sources`: by Vite too, of the repository's own sources, as its pages are built. */
export type PageBundler = 'esbuild' | 'vite' | 'sources';

/** @returns the folder, whose `main.js` a page loads */
export async function bundleForPages(directory: string, bundler: PageBundler): Promise<string> {
  const outdir = join(directory, `page-${bundler}`);
  if (bundler !== 'esbuild') {
    await viteBuild(bundler === 'vite' ? directory : undefined, {
      build: {
        outDir: outdir,
        target: 'es2022',
        modulePreload: { polyfill: false },
        rollupOptions: {
          input: { main: join(HERE, 'in-page.ts') },
          output: { entryFileNames: '[name].js' },
        },
      },
    });
    return outdir;
  }
  const { outfile: _, ...rest } = options('in-page.ts', '');
  await build({
    ...{ ...rest, outdir, entryNames: 'main', format: 'esm', splitting: true, platform: 'browser' },
    plugins: [fromApplication(directory)],
  });
  return outdir;
}

type ViteOptions = NonNullable<Parameters<typeof buildWithVite>[0]>;

/** @param directory of the application whose package is taken; the repository's sources without one */
async function viteBuild(directory: string | undefined, config: ViteOptions): Promise<void> {
  const fromPackage: Plugin = {
    name: 'from-application',
    enforce: 'pre',
    async resolveId(source) {
      if (directory === undefined || !OURS.test(source)) return null;
      return this.resolve(source, join(directory, 'main.js'), { skipSelf: true });
    },
  };
  await buildWithVite({
    ...{ ...config, root: directory ?? HERE, configFile: false, logLevel: 'error' },
    plugins: directory === undefined ? viteReplay() : [fromPackage],
  });
}
