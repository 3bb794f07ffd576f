/** What went wrong, as one line for people or one object for programs, and how the process ends. */
import { CommanderError } from 'commander';
import { ComfyEdgeError } from '../errors/comfy-edge-error.ts';
import { ConnectionError } from '../errors/connection-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { ServerError } from '../errors/server-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { printable, printableJson } from './output/printable.ts';
import { UsageError } from './usage-error.ts';

export interface Failure {
  readonly exitCode: ExitCode;
  /** The service's problem code, the client's own, the system's (`ENOENT`), or `usage`. */
  readonly code: string;
  readonly message: string;
  /** JSON pointer of the field at fault. */
  readonly pointer?: string | undefined;
  /** Path, query or header parameter at fault. */
  readonly parameter?: string | undefined;
  readonly requestId?: string | undefined;
}

/** @returns undefined for a defect of ours, which deserves its stack */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof ComfyEdgeError) {
    const { code, message, pointer, parameter, requestId } = error;
    return { exitCode: exitCodeOf(error), code, message, pointer, parameter, requestId };
  }
  if (error instanceof UsageError) return usage(error.message);
  // "error: unknown option '--sed'\n(Did you mean --seed?)"
  if (error instanceof CommanderError) return usage(error.message.replace(/^error: /, ''));
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    const code = `${error.code}`;
    // "ENOENT: no such file or directory, open 'shoe.png'"
    const message = error.message.replace(`${code}: `, '');
    return { exitCode: exitCodes.usage, code, message };
  }
  return undefined;
}

/** Errors of the service's and of the way to it may pass; the others come again. */
function exitCodeOf(error: ComfyEdgeError): ExitCode {
  const mayPass = [ServerError, ConnectionError, TimeoutError, RateLimitError];
  return mayPass.some((kind) => error instanceof kind) ? exitCodes.unavailable : exitCodes.refused;
}

function usage(message: string): Failure {
  return { exitCode: exitCodes.usage, code: 'usage', message };
}

/** `error: unknown_class: expected one of …, got "hat" (/class, request 5b6ce01c)` */
export function failureLine({ code, message, pointer, parameter, requestId }: Failure): string {
  const where = [
    ...(pointer === undefined || pointer === '' ? [] : [pointer]),
    ...(parameter === undefined ? [] : [`parameter ${parameter}`]),
    ...(requestId === undefined ? [] : [`request ${requestId}`]),
  ];
  const behind = where.length === 0 ? '' : ` (${where.join(', ')})`;
  return printable(`error: ${code}: ${message.trim().replaceAll('\n', ' ')}${behind}`);
}

/** With `--json`; one line as well. */
export function failureJson(failure: Failure): string {
  return printableJson({ error: failure }).replace(/\n\s*/g, ' ');
}
