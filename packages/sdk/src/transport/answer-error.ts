/** An answer that is not a success, as the error a caller branches on. */
import type { Problem } from '@comfy-edge/contract';
import { AuthenticationError } from '../errors/authentication-error.ts';
import { BadRequestError } from '../errors/bad-request-error.ts';
import type { ComfyEdgeError, ComfyEdgeErrorDetails } from '../errors/comfy-edge-error.ts';
import { ConflictError } from '../errors/conflict-error.ts';
import { NotFoundError } from '../errors/not-found-error.ts';
import { PermissionError } from '../errors/permission-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { ServerError } from '../errors/server-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import type { Answer } from './attempt.ts';
import { retryAfterMs } from './retry-after.ts';

export function answerError(request: string, answer: Answer, nowMs: number): ComfyEdgeError {
  const { status, headers } = answer;
  const problem = readProblem(answer);
  const message = problem.detail ?? problem.title ?? describeBody(request, answer);
  const details: ComfyEdgeErrorDetails = {
    status,
    code: problem.code ?? 'unexpected_answer',
    pointer: problem.pointer,
    parameter: problem.parameter,
    requestId: problem.requestId ?? headers.get('x-request-id') ?? undefined,
  };
  switch (status) {
    case 401:
      return new AuthenticationError(message, details);
    case 403:
      return new PermissionError(message, details);
    case 404:
    case 410:
      return new NotFoundError(message, details);
    case 408:
      return new TimeoutError(message, details);
    case 409:
    case 412:
    case 428:
      return new ConflictError(message, details);
    case 429:
      return new RateLimitError(message, {
        ...details,
        retryAfterMs: retryAfterMs(headers, nowMs),
      });
  }
  if (status >= 400 && status < 500) return new BadRequestError(message, details);
  return new ServerError(message, details);
}

type ProblemText = {
  [Key in 'title' | 'detail' | 'code' | 'pointer' | 'parameter' | 'requestId']?:
    | Problem[Key]
    | undefined;
};

/** Takes from the body what has the right type: proxies answer with problems of their own. */
function readProblem({ bytes, headers }: Answer): ProblemText {
  if (!/json/i.test(headers.get('content-type') ?? '')) return {};
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return {};
  }
  if (typeof body !== 'object' || body === null) return {};
  const strings = Object.entries(body).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(strings);
}

function describeBody(request: string, { status, headers, bytes }: Answer): string {
  const type = headers.get('content-type') ?? 'no content type';
  return `${request}: expected a problem+json, got status ${status} with ${bytes.length} bytes (${type})`;
}
