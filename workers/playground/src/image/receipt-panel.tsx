/** A receipt as it can be read, and whether the service stands by it. */
import { useState } from 'preact/hooks';
import { useSession } from '../edge/session.ts';
import { CopyButton } from '../shell/copy-button.tsx';
import { Failure } from '../shell/failure.tsx';
import { useTask } from '../task/use-task.ts';
import { readReceipt } from './read-receipt.ts';

export function ReceiptPanel({ receipt }: { readonly receipt: string }) {
  const { edge } = useSession();
  const [isAsked, setIsAsked] = useState(false);
  const { claims, signer } = readReceipt(receipt);
  const task = useTask(isAsked ? receipt : undefined, (signal) =>
    edge.verifications.create({ receipt }, { signal }),
  );
  return (
    <div class="content">
      <div class="code">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <pre tabIndex={0}>{JSON.stringify(claims, null, 2)}</pre>
        <CopyButton text={receipt} what="receipt" isSmall />
      </div>
      <div class="row">
        <span class="badge">{signer === undefined ? 'not signed' : `signed by ${signer}`}</span>
        <button type="button" class="button" onClick={() => setIsAsked(true)}>
          Verify
        </button>
        {task.isBusy && <span class="muted small">making it again…</span>}
        {task.value !== undefined && (
          <span class={`badge ${task.value.genuine ? 'good' : 'bad'}`} role="status">
            {task.value.genuine ? 'genuine: made again, the same' : 'not what it says'}
          </span>
        )}
      </div>
      {task.error !== undefined && <Failure error={task.error} onRetry={task.retry} />}
    </div>
  );
}
