/** A contestant's own side of its process: does what it is asked, one request at a time, and sleeps. */
import type { Failure } from './asked-process.ts';

export function answerRequests<Request, Answer>(
  answer: (request: Request) => Promise<Answer>,
): void {
  process.on('message', (request: Request) => {
    answer(request)
      .catch(
        (error: Error): Failure => ({ answer: 'failed', message: error.stack ?? error.message }),
      )
      .then((reply) => process.send?.(reply));
  });
}
