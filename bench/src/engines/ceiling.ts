/**
 * What this machine could do at best: as many multiply-adds as the network has, in strict SIMD,
 * without a memory to wait for (`assembly/ceiling.ts`). An engine can be above it only by doing fewer
 * multiplications, as Winograd's algorithms do.
 */
import { readFileSync } from 'node:fs';
import { compile, countMultiplyAdds } from '@comfy-edge/model';
import asc from 'assemblyscript/asc';
import type { PreparedCeiling, Workload } from './engine.ts';

const MULTIPLY_ADDS_A_ROUND = 48;
const source = new URL('../../assembly/ceiling.ts', import.meta.url);

type MultiplyAdd = (rounds: number, factor: number, addend: number) => number;

/** Once a process, however many networks are raced. */
const compiled = compileCeiling();

export async function prepareCeiling({ network, batch }: Workload): Promise<PreparedCeiling> {
  const multiplyAdd = await compiled;
  const count = countMultiplyAdds(compile(network).graph) * batch;
  const rounds = Math.ceil(count / MULTIPLY_ADDS_A_ROUND);
  return {
    run() {
      // The chains go to 1, far from values that are slow to handle.
      const sum = multiplyAdd(rounds, 0.5, 0.5);
      if (!Number.isFinite(sum)) throw new Error(`expected a finite sum, got ${sum}`);
    },
    dispose() {},
  };
}

async function compileCeiling(): Promise<MultiplyAdd> {
  const outputs = new Map<string, Uint8Array | string>();
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];
  const { error, stderr } = await asc.main(['ceiling.ts', ...options, '--outFile', 'out.wasm'], {
    readFile: (name) => (name === 'ceiling.ts' ? readFileSync(source, 'utf8') : null),
    writeFile: (name, contents) => void outputs.set(name, contents),
    listFiles: () => [],
  });
  if (error !== null) throw new Error(`asc failed:\n${stderr.toString()}`, { cause: error });
  const binary = outputs.get('out.wasm');
  if (!(binary instanceof Uint8Array)) throw new Error('asc: expected out.wasm, got none');
  const { instance } = await WebAssembly.instantiate(new Uint8Array(binary));
  return instance.exports.multiplyAdd as MultiplyAdd;
}
