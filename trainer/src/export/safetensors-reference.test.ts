/**
 * The reference library (https://github.com/huggingface/safetensors, Rust behind Python) reads what we
 * write, value for value. Where Python has no `safetensors` and `numpy` the test is skipped, and says so.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSafetensors } from '@comfy-edge/model';
import { expect, it } from 'vitest';
import { readPublished } from '../publish/read-published.ts';
import { exportModel } from './export-model.ts';

const python = process.env.PYTHON ?? 'python3';
const hasReference =
  spawnSync(python, ['-c', 'import numpy, safetensors.numpy'], { stdio: 'ignore' }).status === 0;

const script = `
import hashlib, json, sys
from safetensors import safe_open
with safe_open(sys.argv[1], 'numpy') as file:
    tensors = {name: file.get_tensor(name) for name in file.keys()}
    print(json.dumps({
        'metadata': file.metadata(),
        'tensors': {name: [str(value.dtype), list(value.shape), hashlib.sha256(value.tobytes()).hexdigest()]
                    for name, value in tensors.items()},
    }))
`;

const dtypes = { F32: 'float32', F16: 'float16', I8: 'int8', U8: 'uint8' } as const;

it.skipIf(!hasReference)('the reference library reads the same values', async () => {
  const model = fileURLToPath(new URL('../../../models/fashion-mnist', import.meta.url));
  const files = await exportModel(await readPublished(model), {
    ...{ format: 'safetensors', weights: 'published' },
  });
  const bytes = files.get('generator.safetensors') ?? new Uint8Array();
  const directory = mkdtempSync(join(tmpdir(), 'comfy-edge-safetensors-'));
  try {
    const path = join(directory, 'generator.safetensors');
    writeFileSync(path, bytes);
    const read = JSON.parse(execFileSync(python, ['-c', script, path], { encoding: 'utf8' }));
    const { tensors, metadata } = readSafetensors(bytes);
    expect(read.metadata).toEqual(Object.fromEntries(metadata));
    const expected = await Promise.all(
      [...tensors].map(async ([name, { dtype, shape, data }]) => {
        const content = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
        const digest = Buffer.from(await crypto.subtle.digest('SHA-256', content)).toString('hex');
        return [name, [dtypes[dtype], shape, digest]];
      }),
    );
    expect(read.tensors).toEqual(Object.fromEntries(expected));
  } finally {
    rmSync(directory, { recursive: true });
  }
});
