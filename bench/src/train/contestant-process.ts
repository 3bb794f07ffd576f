/** A contestant in a process of its own. */
import { answerRequests } from '../process/answer-requests.ts';
import type { Answer, Request } from './messages.ts';
import { openWorkload } from './open-workload.ts';
import { startBackend } from './start-backend.ts';
import type { Workload } from './workload.ts';

let workload: Workload | undefined;

answerRequests(answer);

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
