/**
 * Compiles each folder of `assembly/` to a module of its name, `generation.wasm` and so on: the same
 * bytes for the same sources and compiler. Files in `inner/` export nothing from the module.
 * With `--check` it writes nothing and fails when a committed file is stale.
 *
 * Either way a module is refused if it holds a relaxed-SIMD instruction (results differ between
 * CPUs) or anything of its own in the memory it borrows: data segments, globals, a start function.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));

for (const entry of readdirSync(`${root}assembly`, { withFileTypes: true })) {
  if (entry.isDirectory()) await build(entry.name);
}

async function build(name: string): Promise<void> {
  const target = `${root}${name}.wasm`;
  const { binary, text } = await compile(`assembly/${name}`);
  refuse(name, binary, text);
  if (!process.argv.includes('--check')) {
    writeFileSync(target, binary);
  } else if (!Buffer.from(readFileSync(target)).equals(binary)) {
    throw new Error(`${name}.wasm is stale: run \`npm run gen\` in packages/kernels and commit it`);
  }
}

async function compile(folder: string): Promise<{ binary: Uint8Array; text: string }> {
  const sources = readdirSync(`${root}${folder}`).filter((name) => name.endsWith('.ts'));
  const outputs = new Map<string, Uint8Array | string>();
  const options = [
    ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory'],
    ...['--enable', 'simd', '--use', 'abort=', '--outFile', 'out.wasm', '--textFile', 'out.wat'],
  ];
  const files = sources.sort().map((name) => `${folder}/${name}`);
  const { error, stderr } = await asc.main([...files, ...options], {
    // asc appends .ts to imports that already carry it.
    readFile: (name) => readIfThere(`${root}${name.replace(/\.ts\.ts$/, '.ts')}`),
    writeFile: (name, contents) => void outputs.set(name, contents),
    listFiles: () => [],
  });
  if (error !== null) throw new Error(`asc failed:\n${stderr.toString()}`, { cause: error });
  const binary = outputs.get('out.wasm');
  const text = outputs.get('out.wat');
  if (!(binary instanceof Uint8Array) || typeof text !== 'string') {
    throw new Error(`asc: expected out.wasm and out.wat, got ${[...outputs.keys()].join(', ')}`);
  }
  return { binary, text };
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // How asc asks whether a file exists.
  }
}

function refuse(name: string, binary: Uint8Array, text: string): void {
  const forbidden = text.match(/relaxed_\w+|\((?:data|global|start|table|elem)\b/);
  if (forbidden !== null) throw new Error(`${name}.wasm: forbidden construct ${forbidden[0]}`);
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(new Uint8Array(binary)));
  const names = imports.map(({ module, name, kind }) => `${kind} ${module}.${name}`).join(', ');
  if (names !== 'memory env.memory') {
    throw new Error(`${name}.wasm: expected the import "memory env.memory" alone, got "${names}"`);
  }
}
