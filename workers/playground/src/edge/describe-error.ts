/** A failure as a person reads it: what happened, what to do, and what to tell the operator. */
import {
  isAuthenticationError,
  isComfyEdgeError,
  isConnectionError,
  isPermissionError,
  isRateLimitError,
  isServerError,
  isTimeoutError,
} from '@comfy-edge/sdk';

export interface Description {
  readonly title: string;
  readonly detail: string;
  /** It finds the request in the operator's logs. */
  readonly requestId: string | undefined;
  /** Whether another key would help. */
  readonly needsKey: boolean;
}

export function describeError(error: unknown): Description {
  const detail = error instanceof Error ? sentence(error.message) : sentence(String(error));
  const requestId = isComfyEdgeError(error) ? error.requestId : undefined;
  const needsKey = isAuthenticationError(error) || isPermissionError(error);
  return { title: titleOf(error), detail: detailOf(error) ?? detail, requestId, needsKey };
}

function titleOf(error: unknown): string {
  if (isAuthenticationError(error)) return 'This needs an API key';
  if (isPermissionError(error)) return 'This key may not do that';
  if (isRateLimitError(error)) return 'That was too much at once';
  if (isTimeoutError(error)) return 'The service takes too long';
  if (isConnectionError(error)) return 'The service cannot be reached';
  if (isComfyEdgeError(error) && error.code === 'unexpected_answer')
    return 'Something else answered';
  if (isServerError(error)) return 'The service could not do it';
  if (isComfyEdgeError(error)) return 'The service did not take that';
  return 'Something went wrong in this page';
}

function detailOf(error: unknown): string | undefined {
  if (isRateLimitError(error)) {
    const seconds = Math.ceil((error.retryAfterMs ?? 1000) / 1000);
    return `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
  }
  if (isAuthenticationError(error)) {
    return 'Reading about models is open to everybody; making images takes a key of this deployment.';
  }
  if (isConnectionError(error)) {
    return 'The connection failed. Is the service running, and is this machine online?';
  }
  return undefined;
}

/** The service's messages begin small, since they stand behind a code. */
function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
