/** A contestant in a process of its own: does what it is asked, one request at a time, and sleeps. */
import type { Answer, Request } from './messages.ts';
import { openWorkload } from './open-workload.ts';
import { startBackend } from './start-backend.ts';
import type { Workload } from './workload.ts';

let workload: Workload | undefined;

process.on('message', (request: Request) => {
  answer(request)
    .catch((error: Error): Answer => ({ answer: 'failed', message: error.stack ?? error.message }))
    .then((reply) => process.send?.(reply));
});

async function answer(request: Request): Promise<Answer> {
  if (request.ask === 'turn') {
    if (workload === undefined) throw new Error('expected `prepare` before `turn`');
    return { answer: 'turned', turn: await workload.turn(request.turnMs) };
  }
  const { contestant, warmMs } = request;
  try {
    await startBackend(contestant.backend);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { answer: 'absent', cause: message.split('\n').at(-1) ?? message };
  }
  workload = await openWorkload(contestant);
  await workload.turn(warmMs);
  const { losses } = workload;
  return { answer: 'prepared', ...(losses && { losses }) };
}
