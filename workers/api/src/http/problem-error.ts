/** A failure that the client is told of: thrown anywhere, answered in `middleware/problem.ts` alone. */

import type { ProblemCode } from '@comfy-edge/contract';

export interface ProblemOptions extends ErrorOptions {
  /** Where in the body, a JSON pointer (RFC 6901); `''` is the whole body. */
  readonly pointer?: string;
  /** Which path, query or header parameter. */
  readonly parameter?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly pointer: string | undefined;
  readonly parameter: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail what was expected and what came; the client reads it */
  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(detail, options);
    this.code = code;
    this.pointer = options.pointer;
    this.parameter = options.parameter;
    this.headers = options.headers ?? {};
  }
}
