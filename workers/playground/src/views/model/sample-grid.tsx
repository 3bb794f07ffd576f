/** A sheet of every class, a column each, which is one request. */
import { useCatalogue } from '../../edge/catalogue.ts';
import { useSession } from '../../edge/session.ts';
import { Failure } from '../../shell/failure.tsx';
import { useTask } from '../../task/use-task.ts';
import { NeedsKey } from '../needs-key.tsx';

/** In one answer at most. */
const mostImages = 64;

export function SampleGrid() {
  const { edge, apiKey } = useSession();
  const { version } = useCatalogue();
  const { model, digest, classes, title } = version;
  const rows = Math.max(1, Math.min(6, Math.floor(mostImages / classes.length)));
  const columns = Math.min(classes.length, mostImages);
  const request = { model: `${model}@${digest}`, seed: 0, n: rows * columns, columns };
  const task = useTask(
    apiKey === undefined ? undefined : JSON.stringify([request, apiKey]),
    (signal) => edge.images.sheet(request, { signal }),
  );
  return (
    <section class="card" aria-label="Samples">
      <h2>Samples</h2>
      {apiKey === undefined ? (
        <NeedsKey what="A sheet of samples" />
      ) : (
        <div class="scrolls">
          <div class="sheet-of-classes">
            <p class="names" aria-hidden="true">
              {classes.slice(0, columns).map((name) => (
                <span key={name}>{name}</span>
              ))}
            </p>
            {task.value !== undefined && (
              <img
                class="pixels"
                src={task.value.dataUrl()}
                alt={`${rows} images of each class of ${title}: ${classes.slice(0, columns).join(', ')}`}
              />
            )}
          </div>
        </div>
      )}
      {task.error !== undefined && <Failure error={task.error} onRetry={task.retry} />}
      <p class="small muted">Seeds 0 to {rows * columns - 1}, not chosen.</p>
    </section>
  );
}
