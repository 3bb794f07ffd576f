/** In workerd: answers a request whose body is the published models. */
import type { PublishedFiles } from '../published-models.ts';
import { answer } from './digests.ts';

// biome-ignore lint/style/noDefaultExport: that is how workerd finds the handler.
export default {
  async fetch(request: Request): Promise<Response> {
    const models: PublishedFiles[] = await request.json();
    return Response.json(await answer(models));
  },
};
