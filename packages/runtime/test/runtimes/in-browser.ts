/** In a page: fetches the published models from its server and posts the answer back. */
import type { PublishedFiles } from '../published-models.ts';
import { answer } from './digests.ts';

const response = await fetch('/models.json');
const models: PublishedFiles[] = await response.json();
await fetch('/answer', { method: 'POST', body: JSON.stringify(await answer(models)) });
