/** Rewrites `test/goldens.json` with what this engine makes: for a change that is meant to change images. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codecs } from '../test/codecs-node.ts';
import { engine } from '../test/engine-node.ts';
import { goldensOf, modelGoldens, tinyGenerator } from '../test/goldens.ts';
import { readPublishedModels } from '../test/published-models.ts';

const goldens = {
  tiny: await goldensOf(tinyGenerator(engine), codecs),
  models: await modelGoldens(engine, codecs, await readPublishedModels()),
};
await writeFile(
  join(import.meta.dirname, '../test/goldens.json'),
  `${JSON.stringify(goldens, null, 2)}\n`,
);
