/** In Node: writes the answer to standard output. */
import { readPublishedModels } from '../published-models.ts';
import { answer } from './digests.ts';

process.stdout.write(JSON.stringify(await answer(await readPublishedModels())));
