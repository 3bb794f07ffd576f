/**
 * The one place where failures become answers: RFC 9457, `application/problem+json`.
 * What is not a `ProblemError` is a defect: the log gets all of it, the client nothing but the id.
 */

import { type Problem, problemMediaType, problems, problemType } from '@comfy-edge/contract';
import type { Context } from 'hono';
import type { AppEnv } from '../env.ts';
import { ProblemError } from '../http/problem-error.ts';
import { showValue } from '../http/show-value.ts';

/** For `app.onError`. */
export function answerProblem(error: Error, c: Context<AppEnv>): Response {
  const failure = asProblemError(error);
  c.get('log').error = describeFailure(failure);
  const problem = problemBody(failure, c.get('requestId'));
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      ...failure.headers,
      'Content-Type': problemMediaType,
      'Cache-Control': 'no-store',
      ...(problem.status === 503 ? { 'Retry-After': '2' } : {}),
    },
  });
}

/** For an answer that is under way already: a failure is its last event, and a log line of its own. */
export function lateProblem(error: unknown, c: Context<AppEnv>): Problem {
  const failure = asProblemError(error);
  const requestId = c.get('requestId');
  console.error(JSON.stringify({ requestId, error: describeFailure(failure) }));
  return problemBody(failure, requestId);
}

function asProblemError(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError('internal_error', 'expected to answer, got an unexpected failure', {
    cause: error,
  });
}

function problemBody(failure: ProblemError, requestId: string): Problem {
  const { status, title } = problems[failure.code];
  return {
    ...failure.members,
    type: problemType(failure.code),
    title,
    status,
    detail: failure.message,
    code: failure.code,
    ...(failure.pointer === undefined ? {} : { pointer: failure.pointer }),
    ...(failure.parameter === undefined ? {} : { parameter: failure.parameter }),
    requestId,
  };
}

function describeFailure(failure: ProblemError): string {
  const isOurs = problems[failure.code].status >= 500;
  return isOurs ? describeChain(failure) : `${failure.code}: ${failure.message}`;
}

/** For `app.notFound`: no route took the request. */
export function answerNotFound(c: Context<AppEnv>): Response {
  const detail = `expected a path that /openapi.json lists, got ${showValue(c.req.path)}`;
  return answerProblem(new ProblemError('route_not_found', detail), c);
}

function describeChain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  const causes = error instanceof AggregateError ? error.errors : [error.cause];
  const described = causes.filter((cause) => cause !== undefined).map(describeChain);
  return [own, ...described].join('\ncaused by ');
}
