/** Successes, checked: a service behind a wrong proxy answers 200 with anything. */
import { ServerError } from './errors/server-error.ts';
import { ImageFile, type WithFiles, withFiles } from './image-file.ts';
import type { Success } from './operation.ts';
import type { AnswerTo } from './request.ts';
import type { Answer } from './transport/attempt.ts';

/** The names of an operation's success fields that are always there. */
type RequiredKeys<Body> = {
  [Key in keyof Body]-?: undefined extends Body[Key] ? never : Key;
}[keyof Body];

/**
 * The answer's JSON.
 * @param required fields that must be there for the client to go on
 * @throws ServerError when the answer is anything else
 */
export function readJson<Op>(
  answer: AnswerTo<Op>,
  required: [Success<Op>] extends [never] ? never : readonly RequiredKeys<Success<Op>>[],
): Success<Op> {
  const body = parseJson(answer);
  const missing = required.filter((key) => !Object.hasOwn(body, key));
  if (missing.length > 0) {
    throw malformed(
      answer,
      `an object with ${required.join(', ')}`,
      `none of ${missing.join(', ')}`,
    );
  }
  return body as Success<Op>;
}

/**
 * The answer's JSON, every image in it a file.
 * @throws ServerError
 */
export function readFiles<Op>(
  answer: AnswerTo<Op>,
  required: Parameters<typeof readJson<Op>>[1],
): WithFiles<Success<Op>> {
  const body = readJson(answer, required);
  return whole(answer, 'images in base64', () => withFiles(body));
}

/**
 * The answer as one file.
 * @throws ServerError where it is of another kind
 */
export function readFile(answer: Answer, mediaType: string): ImageFile {
  requireMediaType(answer, mediaType);
  return new ImageFile(answer.bytes, mediaType);
}

/** @throws ServerError where what is made of an answer shows that it is not the API's */
export function whole<T>(answer: Answer, expected: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    throw malformed(answer, expected, String(cause), cause);
  }
}

function parseJson(answer: Answer): object {
  requireMediaType(answer, 'application/json');
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.bytes));
  } catch (cause) {
    throw malformed(answer, 'JSON', `${answer.bytes.length} bytes that do not parse`, cause);
  }
  if (typeof body === 'object' && body !== null) return body;
  throw malformed(answer, 'a JSON object', String(body));
}

/** @throws ServerError */
export function requireMediaType(answer: Answer, mediaType: string): void {
  const got = answer.headers.get('content-type') ?? 'no Content-Type';
  if (got.split(';')[0]?.trim().toLowerCase() !== mediaType)
    throw malformed(answer, mediaType, got);
}

/** A success that is not what the contract promises. */
export function malformed(
  answer: Pick<Answer, 'status' | 'headers'>,
  expected: string,
  got: string,
  cause?: unknown,
): ServerError {
  return new ServerError(`expected ${expected} in the service's answer, got ${got}`, {
    status: answer.status,
    code: 'unexpected_answer',
    requestId: answer.headers.get('x-request-id') ?? undefined,
    cause,
  });
}
