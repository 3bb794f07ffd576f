/**
 * Golden images of a published model, made in this process: what a deployment must make, too, and what its
 * canary compares with every hour (workers/api/src/canary).
 */
import { basename, resolve } from 'node:path';
import { type Digest, sha256Hex } from '@comfy-edge/model';
import type { Goldens } from '../../workers/api/src/canary/goldens.ts';
import { replayInNode } from '../replay-in-node.ts';
import type { Configuration } from './configuration.ts';
import type { Step } from './step.ts';

/** Every codec once, and PNG, the default, for three seeds. */
const formats = ['png', 'png', 'png', 'webp', 'jpeg'] as const;

/** @param onGoldens is told before the next step */
export function goldensStep(
  directory: string,
  onGoldens: (goldens: Goldens) => Promise<void>,
): Step {
  return {
    name: 'golden images',
    ensures: `what ${directory} must make is known, from Node, and goes with the version`,
    commands: [],
    isNeeded: async () => true,
    async perform() {
      const goldens = await makeGoldens(directory);
      await onGoldens(goldens);
      return `${goldens.images.length} of ${goldens.model} ${goldens.digest}`;
    },
  };
}

/** What a version is told of the model that it must have, and of what that must make. */
export function deployedVars({ vars }: Configuration, goldens: Goldens): Configuration['vars'] {
  return { ...vars, DEFAULT_MODEL: goldens.model, CANARY_GOLDENS: JSON.stringify(goldens) };
}

/** @param directory a model in its published form, called as the directory is */
async function makeGoldens(directory: string): Promise<Goldens> {
  const { digest, engineId, classes, file } = await replayInNode(directory);
  const images = formats.map(async (format, seed) => {
    const name = classes[seed % classes.length] ?? '';
    const bytes = await file({ class: name, seed }, { format });
    return { class: name, seed, format, sha256: (await sha256Hex(bytes)) as Digest };
  });
  const model = basename(resolve(directory));
  return { model, digest: digest as Digest, engineId, images: await Promise.all(images) };
}
