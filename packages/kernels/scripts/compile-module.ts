/** One folder of AssemblyScript to one module: the same bytes for the same sources and compiler. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const OPTIONS = [
  ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory'],
  ...['--enable', 'simd', '--use', 'abort=', '--outFile', 'out.wasm'],
];

/**
 * Files in `inner/` of the folder export nothing from the module.
 *
 * @param folder below `root`
 * @throws Error with what the compiler says
 */
export async function compileModule(root: string, folder: string): Promise<Uint8Array> {
  const sources = readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts'));
  const outputs = new Map<string, Uint8Array | string>();
  const files = sources.sort().map((name) => `${folder}/${name}`);
  const { error, stderr } = await asc.main([...files, ...OPTIONS], {
    // asc appends .ts to imports that already carry it.
    readFile: (name) => readIfThere(join(root, name.replace(/\.ts\.ts$/, '.ts'))),
    writeFile: (name, contents) => void outputs.set(name, contents),
    listFiles: () => [],
  });
  if (error !== null) throw new Error(`asc failed:\n${stderr.toString()}`, { cause: error });
  const binary = outputs.get('out.wasm');
  if (binary instanceof Uint8Array) return binary;
  throw new Error(`asc: expected out.wasm, got ${[...outputs.keys()].join(', ') || 'nothing'}`);
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // How asc asks whether a file exists.
  }
}
