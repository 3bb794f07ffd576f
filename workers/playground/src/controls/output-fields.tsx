/** The file that an image comes in: its format, its size, and how it gets it. */
import { useCatalogue } from '../edge/catalogue.ts';
import { usePage } from '../views/page.ts';
import { Choice } from './choice.tsx';
import { Select } from './select.tsx';
import { Slider } from './slider.tsx';

const factors = [2, 4, 8, 16];

export function OutputFields() {
  const { version } = useCatalogue();
  const { state, adjust } = usePage();
  const { width } = version.image;
  const sizes = factors.map((factor) => factor * width).filter((size) => size <= 1024);
  const known = state.size === 0 || sizes.includes(state.size) ? sizes : [state.size, ...sizes];
  return (
    <>
      <Choice
        label="Format"
        value={state.format}
        options={[
          ['png', 'PNG'],
          ['webp', 'WebP'],
          ['jpeg', 'JPEG'],
        ]}
        onChange={(format) => adjust({ format })}
      />
      <Select
        label="Width"
        value={`${state.size}`}
        options={[
          ['0', `${width} px, as drawn`],
          ...known.map((size) => [`${size}`, `${size} px`] as const),
        ]}
        onChange={(size) => adjust({ size: Number(size) })}
      />
      {state.size > 0 && (
        <Choice
          label="Enlarged by"
          value={state.resampling}
          options={[
            ['nearest', 'Pixels'],
            ['lanczos', 'Lanczos'],
          ]}
          onChange={(resampling) => adjust({ resampling })}
        />
      )}
      {state.format === 'jpeg' && (
        <Slider
          label="Quality"
          value={state.quality}
          {...{ min: 1, max: 100, step: 1 }}
          onInput={(quality) => adjust({ quality })}
        />
      )}
    </>
  );
}
