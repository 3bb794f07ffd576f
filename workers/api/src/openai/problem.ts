/** Problems in the shape that OpenAI's clients read; the status stays, and so does the code. */

import type { components, Problem } from '@comfy-edge/contract';
import type { Context } from 'hono';
import type { AppEnv } from '../env.ts';
import { answerProblem } from '../middleware/problem.ts';

/** For `onError` of the routes that speak OpenAI's language. */
export async function answerOpenAiProblem(error: Error, c: Context<AppEnv>): Promise<Response> {
  const answer = answerProblem(error, c);
  const problem = await answer.json<Problem>();
  const body: components['schemas']['OpenAiError'] = {
    error: {
      message: problem.detail,
      type: typeOf(problem.status),
      param: problem.pointer?.slice(1) ?? problem.parameter ?? null,
      code: problem.code,
    },
  };
  const headers = new Headers(answer.headers);
  headers.set('Content-Type', 'application/json');
  return new Response(JSON.stringify(body), { status: answer.status, headers });
}

function typeOf(status: number): components['schemas']['OpenAiError']['error']['type'] {
  if (status === 401 || status === 403) return 'authentication_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}
