/** From one picked image to another, as a film and as a file. */
import type { ComponentChildren } from 'preact';
import type { Pick } from '../address/pick.ts';
import { drawSeed } from '../controls/seed-field.tsx';
import { Slider } from '../controls/slider.tsx';
import { ModelPicker } from '../controls/version-picker.tsx';
import { useCatalogue } from '../edge/catalogue.ts';
import { useSession } from '../edge/session.ts';
import { frameImage } from '../image/frame-image.ts';
import { Failure } from '../shell/failure.tsx';
import { Icon } from '../shell/icon.tsx';
import { useTask } from '../task/use-task.ts';
import { Layout } from './layout.tsx';
import { EndPicker } from './morph/end-picker.tsx';
import { ExportPanel } from './morph/export-panel.tsx';
import { morphCall } from './morph/morph-call.ts';
import { Player } from './morph/player.tsx';
import { NeedsKey } from './needs-key.tsx';
import { usePage } from './page.ts';

export function MorphView({ children }: { readonly children: ComponentChildren }) {
  const { edge, apiKey } = useSession();
  const { version } = useCatalogue();
  const { state, go, adjust, hold } = usePage();
  const { classes } = version;
  const known = (pick: Pick | undefined, otherwise: Pick) =>
    pick !== undefined && classes.includes(pick.class) ? pick : otherwise;
  const begin = classes.includes(state.class) ? state.class : (classes[0] ?? '');
  const from = known(state.from, { seed: state.seed, class: begin, steps: [] });
  const to = known(state.to, { seed: state.seed + 1, class: classes.at(-1) ?? '', steps: [] });
  const call = morphCall(version, from, to, state);

  const task = useTask(
    apiKey === undefined ? undefined : JSON.stringify([call.body, apiKey]),
    async (signal) => {
      const { frames } = await edge.interpolations.create(call.body, { signal });
      return frames.map((frame, i) =>
        frameImage(`Frame ${i + 1} of ${frames.length}`, frame, call),
      );
    },
    150,
  );
  const shuffle = () =>
    go({
      from: { ...from, seed: drawSeed(), steps: [] },
      to: { ...to, seed: drawSeed(), steps: [] },
    });

  return (
    <Layout
      title="Morph"
      lead="A walk through latent space from one image to another, along the sphere that all latents lie near."
      inspector={children}
      panel={
        <>
          <button type="button" class="button primary" onClick={shuffle}>
            <Icon name="shuffle" /> Draw both ends
          </button>
          <button type="button" class="button" onClick={() => go({ from: to, to: from })}>
            <Icon name="swap" /> Turn around
          </button>
        </>
      }
      more={
        <>
          <Slider
            label="Frames"
            value={state.frames}
            {...{ min: 2, max: 120, step: 1 }}
            onInput={(frames) => adjust({ frames })}
          />
          <Slider
            label="Each for"
            value={state.frameMs}
            {...{ min: 20, max: 400, step: 10 }}
            show={(value) => `${value} ms`}
            onInput={(frameMs) => adjust({ frameMs })}
          />
          <label class="check">
            <input
              type="checkbox"
              checked={state.loop}
              onChange={(event) => adjust({ loop: event.currentTarget.checked })}
            />
            <span>And back again</span>
          </label>
          <Slider
            label="Truncation"
            value={state.truncation}
            {...{ min: 0, max: 1, step: 0.05 }}
            show={(value) => value.toFixed(2)}
            onInput={(truncation) => adjust({ truncation })}
          />
          <details class="more">
            <summary>Model</summary>
            <div class="inside">
              <ModelPicker />
            </div>
          </details>
        </>
      }
      content={
        apiKey === undefined ? (
          <NeedsKey what="Morphing" />
        ) : (
          <>
            <div class="morph">
              <EndPicker
                title="From"
                pick={from}
                still={task.value?.[0]}
                onChange={(pick) => adjust({ from: pick })}
              />
              <Player
                frames={task.value ?? []}
                frameMs={state.frameMs}
                isBusy={task.isBusy}
                tookMs={task.tookMs}
                onLook={hold}
              />
              <EndPicker
                title="To"
                pick={to}
                still={
                  task.value?.[
                    state.loop ? Math.floor(task.value.length / 2) : task.value.length - 1
                  ]
                }
                onChange={(pick) => adjust({ to: pick })}
              />
            </div>
            {task.error !== undefined && <Failure error={task.error} onRetry={task.retry} />}
            <ExportPanel call={call} />
          </>
        )
      }
    />
  );
}
