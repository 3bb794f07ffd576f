/** What went wrong, as a sentence, with what to do about it. */
import { describeError } from '../edge/describe-error.ts';
import { useSession } from '../edge/session.ts';
import { CopyButton } from './copy-button.tsx';

interface FailureProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

export function Failure({ error, onRetry }: FailureProps) {
  const { askForKey } = useSession();
  const { title, detail, requestId, needsKey } = describeError(error);
  return (
    <div class={`notice ${needsKey ? '' : 'failure'}`} role="alert">
      <h2>{title}</h2>
      <p>{detail}</p>
      {requestId !== undefined && (
        <p class="request">
          Request <code>{requestId}</code>
          <CopyButton text={requestId} what="request id" isSmall />
        </p>
      )}
      <div class="row">
        {needsKey && (
          <button type="button" class="button primary" onClick={askForKey}>
            Enter an API key
          </button>
        )}
        {onRetry !== undefined && (
          <button type="button" class="button" onClick={onRetry}>
            Try again
          </button>
        )}
      </div>
    </div>
  );
}
