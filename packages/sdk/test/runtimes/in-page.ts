/** In a page: fetches the job from its server and posts the answer back. */
import type { Job } from './job.ts';
import { runSuites } from './suites.ts';

async function run(): Promise<void> {
  const job: Job = await (await fetch('/job.json')).json();
  await fetch('/answer', { method: 'POST', body: JSON.stringify(await runSuites(job)) });
}

void run();
