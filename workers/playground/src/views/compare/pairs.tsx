/** Pairs of images of the same seed, with their distances. */
import { digestOf, useCatalogue } from '../../edge/catalogue.ts';
import { useSession } from '../../edge/session.ts';
import type { Call } from '../../image/call.ts';
import { frameImage } from '../../image/frame-image.ts';
import { plainOutput } from '../../image/recipe.ts';
import { callOf } from '../../image/shown-image.ts';
import { Failure } from '../../shell/failure.tsx';
import { useTask } from '../../task/use-task.ts';
import { usePage } from '../page.ts';

interface PairsProps {
  /** An alias or a digest. */
  readonly beside: string;
  readonly n: number;
}

export function Pairs({ beside, n }: PairsProps) {
  const { edge, apiKey } = useSession();
  const { model, version } = useCatalogue();
  const { state, hold } = usePage();
  const { seed, truncation } = state;
  const name = version.classes.includes(state.class) ? { class: state.class } : {};
  const first = `${model.name}@${version.digest}`;
  const request = { seed, n, truncation, ...name };
  const task = useTask(
    JSON.stringify([first, beside, request, apiKey ?? '']),
    (signal) => {
      const second = `${model.name}@${digestOf(model, beside)}`;
      return edge.comparisons.create({ models: [first, second], ...request }, { signal });
    },
    150,
  );
  const { value, error } = task;
  const [one, other] = value?.versions ?? [];
  return (
    <>
      {error !== undefined && <Failure error={error} onRetry={task.retry} />}
      <p class="status" role="status">
        {value === undefined ? (
          task.isBusy && 'Making pairs…'
        ) : (
          <>
            <span>
              On the mean <strong>{value.meanAbsoluteLevels.toFixed(2)}</strong> of 255 levels apart
            </span>
            <span>
              structural similarity <strong>{value.structuralSimilarity.toFixed(3)}</strong>
            </span>
            {task.tookMs !== undefined && (
              <span>
                <strong>{value.pairs.length}</strong> pairs in{' '}
                <strong>{Math.round(task.tookMs)} ms</strong>
              </span>
            )}
          </>
        )}
      </p>
      {one !== undefined && other !== undefined && (
        <p class="legend">
          <span>
            Left <code>{one.digest.slice(0, 8)}</code> <span class="muted">{state.version}</span>
          </span>
          <span>
            Right <code>{other.digest.slice(0, 8)}</code> <span class="muted">{beside}</span>
          </span>
          {one.digest === other.digest && <span class="badge">one and the same version</span>}
        </p>
      )}
      <ul class={`pairs ${task.isBusy ? 'stale' : ''}`} aria-label="Pairs">
        {value?.pairs.map((pair) => (
          <li key={pair.index} class="pair">
            <div class="both">
              {pair.images.map((image, side) => {
                const of = value.versions[side];
                const label = `${pair.class}, seed ${pair.seed}, of ${of?.digest.slice(0, 8)}`;
                const recipe = {
                  ...{ model: model.name, digest: of?.digest ?? '', truncation, steps: [] },
                  ...{ class: pair.class, seed: pair.seed, output: plainOutput },
                };
                const call: Call = callOf(recipe);
                return (
                  <button
                    key={side}
                    type="button"
                    aria-label={label}
                    onClick={() => hold({ ...frameImage(label, image, call), recipe })}
                  >
                    <img class="pixels" src={image.dataUrl()} alt="" />
                  </button>
                );
              })}
            </div>
            <p class="caption">
              <span>
                {pair.class} {pair.seed}
              </span>
              <span>SSIM {pair.structuralSimilarity.toFixed(3)}</span>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
