/** In workerd: answers a request whose body is the job. */
import type { Job } from './job.ts';
import { runSuites } from './suites.ts';

// biome-ignore lint/style/noDefaultExport: that is how workerd finds the handler.
export default {
  async fetch(request: Request): Promise<Response> {
    const job: Job = await request.json();
    return Response.json(await runSuites(job));
  },
};
