/**
 * Compiles `assembly/*.ts` to `kernels.wasm`, the same bytes for the same sources and compiler.
 * With `--check` it writes nothing and fails when the committed file is stale.
 *
 * Either way the module is refused if it holds a relaxed-SIMD instruction (results differ between
 * CPUs) or anything of its own in the memory it borrows: data segments, globals, a start function.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = `${root}kernels.wasm`;

const { binary, text } = await compile();
refuse(binary, text);
if (process.argv.includes('--check')) {
  if (!Buffer.from(readFileSync(target)).equals(binary)) {
    throw new Error('kernels.wasm is stale: run `npm run gen` in packages/kernels and commit it');
  }
} else {
  writeFileSync(target, binary);
}

async function compile(): Promise<{ binary: Uint8Array; text: string }> {
  const sources = readdirSync(`${root}assembly`).filter((name) => name.endsWith('.ts'));
  const outputs = new Map<string, Uint8Array | string>();
  const options = [
    ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory'],
    ...['--enable', 'simd', '--use', 'abort=', '--outFile', 'out.wasm', '--textFile', 'out.wat'],
  ];
  const files = sources.sort().map((name) => `assembly/${name}`);
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

function refuse(binary: Uint8Array, text: string): void {
  const forbidden = text.match(/relaxed_\w+|\((?:data|global|start|table|elem)\b/);
  if (forbidden !== null) throw new Error(`kernels.wasm: forbidden construct ${forbidden[0]}`);
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(new Uint8Array(binary)));
  const names = imports.map(({ module, name, kind }) => `${kind} ${module}.${name}`).join(', ');
  if (names !== 'memory env.memory') {
    throw new Error(`kernels.wasm: expected the import "memory env.memory" alone, got "${names}"`);
  }
}
