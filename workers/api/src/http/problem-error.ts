/** A failure that the client is told of: thrown anywhere, answered in `middleware/problem.ts` alone. */

import type { ProblemCode } from '@comfy-edge/contract';

export interface ProblemOptions extends ErrorOptions {
  /** Where in the body, a JSON pointer (RFC 6901); `''` is the whole body. */
  readonly pointer?: string;
  /** Which path, query or header parameter. */
  readonly parameter?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What else the body says (RFC 9457, section 3.2). */
  readonly members?: Readonly<Record<string, unknown>>;
}

export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly pointer: string | undefined;
  readonly parameter: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, unknown>>;

  /** @param detail what was expected and what came; the client reads it */
  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(detail, options);
    this.code = code;
    this.pointer = options.pointer;
    this.parameter = options.parameter;
    this.headers = options.headers ?? {};
    this.members = options.members ?? {};
  }
}
