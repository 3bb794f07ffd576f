import { expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { CheckpointError } from './checkpoint.ts';
import { Learner } from './learner.ts';
import { tinyConfig } from './tiny-run.fixture.ts';

await bootBackend('wasm');
const facts = { classCount: 10, imageCount: 200 };

it('says what a checkpoint of other networks lacks', () => {
  const learner = new Learner(tinyConfig(['discriminator.spectralNorm=true']), facts);
  const all = [...learner.tensors()];
  const restore = (tensors: typeof all) => () => learner.restoreTensors(new Map(tensors));
  expect(restore(all)).not.toThrow();
  const unnormalized = restore(all.filter(([name]) => !name.startsWith('singular/')));
  expect(unnormalized).toThrow(CheckpointError);
  expect(unnormalized).toThrow(
    /spectral norm of .*: expected \d+ values, got none.* choose another/,
  );
});
