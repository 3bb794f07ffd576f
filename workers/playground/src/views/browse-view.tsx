/** All seeds, one after another, without end. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ClassPicker } from '../controls/class-picker.tsx';
import { drawSeed, SeedField } from '../controls/seed-field.tsx';
import { Slider } from '../controls/slider.tsx';
import { ModelPicker } from '../controls/version-picker.tsx';
import { useCatalogue } from '../edge/catalogue.ts';
import { useSession } from '../edge/session.ts';
import { Icon } from '../shell/icon.tsx';
import { Chunk } from './browse/chunk.tsx';
import { Layout } from './layout.tsx';
import { NeedsKey } from './needs-key.tsx';
import { usePage } from './page.ts';

/** Images of one request. */
const CHUNK = 60;

export function BrowseView({ children }: { readonly children: ComponentChildren }) {
  const session = useSession();
  const { version } = useCatalogue();
  const { state, go, adjust } = usePage();
  const mayMake = session.apiKey !== undefined || session.hasPublicImages === true;
  const about = `${version.digest} ${state.class} ${state.seed} ${state.truncation}`;
  return (
    <Layout
      title="Browse"
      lead="Four thousand million seeds of each class. Scroll, and click what you like."
      inspector={children}
      panel={
        <>
          <button
            type="button"
            class="button primary"
            onClick={() => go({ seed: drawSeed(), show: undefined })}
          >
            <Icon name="shuffle" /> Somewhere else
          </button>
          <ClassPicker
            label="Class"
            value={state.class}
            hasAll
            onChange={(name) => go({ class: name, show: undefined })}
          />
        </>
      }
      more={
        <>
          <SeedField label="From seed" value={state.seed} onChange={(seed) => adjust({ seed })} />
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
      content={mayMake ? <Endless key={about} first={state.seed} /> : <NeedsKey />}
    />
  );
}

/** Begins anew when what is browsed is another. */
function Endless({ first }: { readonly first: number }) {
  const [count, setCount] = useState(1);
  const [done, setDone] = useState(0);
  const end = useRef<HTMLDivElement>(null);
  const isWaiting = done < count;
  useEffect(() => {
    const element = end.current;
    if (element === null || isWaiting) return;
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && setCount((before) => before + 1),
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isWaiting, count]);
  return (
    <div class="browse">
      {Array.from({ length: count }, (_, i) => (
        <Chunk
          key={i}
          first={(first + i * CHUNK) % 2 ** 32}
          n={CHUNK}
          onDone={() => setDone((before) => Math.max(before, i + 1))}
        />
      ))}
      <div class="end-of-list" ref={end} />
    </div>
  );
}
