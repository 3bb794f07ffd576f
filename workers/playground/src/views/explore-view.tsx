/** One image, moved through the latent space: along the version's directions, and towards another class. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { amountOf, withStep } from '../address/steps.ts';
import { ClassPicker } from '../controls/class-picker.tsx';
import { drawSeed, SeedField } from '../controls/seed-field.tsx';
import { Select } from '../controls/select.tsx';
import { Slider } from '../controls/slider.tsx';
import { ModelPicker } from '../controls/version-picker.tsx';
import { useCatalogue } from '../edge/catalogue.ts';
import { useSession } from '../edge/session.ts';
import { pickOf, type Recipe, recipeOf } from '../image/recipe.ts';
import { Failure } from '../shell/failure.tsx';
import { Icon } from '../shell/icon.tsx';
import { useTask } from '../task/use-task.ts';
import { DirectionRow } from './explore/direction-row.tsx';
import { Stage } from './explore/stage.tsx';
import { useMoved } from './explore/use-moved.ts';
import { Layout } from './layout.tsx';
import { NeedsKey } from './needs-key.tsx';
import { usePage } from './page.ts';

const FIRST_ROWS = 6;

export function ExploreView({ children }: { readonly children: ComponentChildren }) {
  const { edge, apiKey } = useSession();
  const catalogue = useCatalogue();
  const { state, go, adjust, hold } = usePage();
  const { model, digest, classes } = catalogue.version;
  const name = classes.includes(state.class) ? state.class : (classes[0] ?? '');
  const { seed, steps } = state;
  const recipe: Recipe = { ...recipeOf(catalogue, { ...state, class: name }), steps };
  const blend = classes.includes(state.blend) && state.blend !== name ? state.blend : '';
  const moved = useMoved(recipe, blend, state.mix);
  const [axes, setAxes] = useState<readonly [number, number]>([0, 1]);
  const [isAll, setIsAll] = useState(false);

  const strips = useTask(
    `${digest} ${name} ${seed} ${apiKey ?? ''}`,
    (signal) => edge.models.directions(model, digest, { class: name, seed }, { signal }),
    150,
  );
  const directions = strips.value?.directions ?? [];
  const turn = (index: number, amount: number) =>
    adjust({ steps: withStep(state.steps, index, amount) });

  return (
    <Layout
      title="Explore"
      lead="Drag the image, or a slider. Each direction changes one thing at a time: sleeves, brightness, the height of a heel."
      inspector={children}
      panel={
        <>
          <button
            type="button"
            class="button primary"
            onClick={() => go({ seed: drawSeed(), steps: [] })}
          >
            <Icon name="shuffle" /> Draw another
          </button>
          <ClassPicker
            label="Class"
            value={name}
            hasAll={false}
            onChange={(to) => go({ class: to })}
          />
          <Select
            label="Blend with"
            value={blend}
            options={[
              ['', 'No other class'],
              ...classes.filter((it) => it !== name).map((it) => [it, it] as const),
            ]}
            onChange={(to) => go({ blend: to, mix: to === '' ? 0 : state.mix || 0.5 })}
          />
          {blend !== '' && (
            <Slider
              label={`How much ${blend}`}
              value={state.mix}
              {...{ min: 0, max: 1, step: 0.05 }}
              show={(value) => `${Math.round(100 * value)} %`}
              onInput={(mix) => adjust({ mix })}
            />
          )}
        </>
      }
      more={
        <>
          <SeedField label="Seed" value={seed} onChange={(to) => adjust({ seed: to })} />
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
          <NeedsKey what="Moving through latent space" />
        ) : (
          <div class="explore">
            <div class="stage-column">
              <Stage
                image={moved.image}
                isBehind={moved.isBehind}
                axes={axes}
                amounts={[amountOf(steps, axes[0]), amountOf(steps, axes[1])]}
                hasDirections={directions.length > 1}
                onMove={([x, y]) =>
                  adjust({ steps: withStep(withStep(steps, axes[0], x), axes[1], y) })
                }
              />
              <p class="status" role="status">
                {moved.tookMs !== undefined && <span>{Math.round(moved.tookMs)} ms</span>}
                {steps.length > 0 && <span>{steps.length} moved</span>}
              </p>
              <div class="row">
                <button
                  type="button"
                  class="button"
                  disabled={steps.length === 0 && state.mix === 0}
                  onClick={() => go({ steps: [], mix: 0 })}
                >
                  Back to the start
                </button>
                <button
                  type="button"
                  class="button"
                  disabled={moved.image === undefined}
                  onClick={() =>
                    moved.image?.recipe === undefined
                      ? hold(moved.image)
                      : go({ show: pickOf(recipe) })
                  }
                >
                  Look closer
                </button>
                <button
                  type="button"
                  class="button"
                  onClick={() => go({ view: 'morph', to: pickOf(recipe), show: undefined })}
                >
                  Morph to this
                </button>
              </div>
              {moved.error !== undefined && <Failure error={moved.error} onRetry={moved.retry} />}
            </div>
            <section class="directions" aria-label="Directions">
              {strips.error !== undefined && (
                <Failure error={strips.error} onRetry={strips.retry} />
              )}
              {strips.value !== undefined && directions.length === 0 && (
                <p class="notice">This version was published without directions.</p>
              )}
              {directions.slice(0, isAll ? undefined : FIRST_ROWS).map((direction) => (
                <DirectionRow
                  key={direction.index}
                  direction={direction}
                  amount={amountOf(steps, direction.index)}
                  axis={axes.indexOf(direction.index)}
                  onTurn={(amount) => turn(direction.index, amount)}
                  onAxis={(axis) =>
                    setAxes(axis === 0 ? [direction.index, axes[1]] : [axes[0], direction.index])
                  }
                />
              ))}
              {directions.length > FIRST_ROWS && (
                <button type="button" class="button" onClick={() => setIsAll(!isAll)}>
                  {isAll ? 'Fewer directions' : `All ${directions.length} directions`}
                </button>
              )}
            </section>
          </div>
        )
      }
    />
  );
}
