/**
 * The image where the sliders are. Along directions it is made anew at each step; between two classes a short
 * walk is made at once, so that the slider between them asks for nothing.
 */
import { useSession } from '../../edge/session.ts';
import type { Call } from '../../image/call.ts';
import { frameImage } from '../../image/frame-image.ts';
import { parametersOf, type Recipe } from '../../image/recipe.ts';
import { type ShownImage, shownImage } from '../../image/shown-image.ts';
import { useLatest } from '../../task/use-latest.ts';

/** Of the walk from class to class: as many steps as the slider has. */
const FRAMES = 21;

export interface Moved {
  readonly image: ShownImage | undefined;
  readonly isBehind: boolean;
  readonly error: unknown;
  readonly tookMs: number | undefined;
  readonly retry: () => void;
}

export function useMoved(recipe: Recipe, blend: string, mix: number): Moved {
  const { edge, apiKey } = useSession();
  const isBlended = blend !== '' && mix > 0;
  const key = JSON.stringify([parametersOf(recipe), isBlended ? blend : '', apiKey ?? '']);
  const latest = useLatest(
    apiKey === undefined ? undefined : key,
    async (signal): Promise<readonly ShownImage[]> => {
      if (!isBlended) {
        const { images } = await edge.images.generate(parametersOf(recipe), { signal });
        return images.map((image) => shownImage(image, recipe));
      }
      const call = blendCall(recipe, blend);
      const { frames } = await edge.interpolations.create(call.body, { signal });
      return frames.map((frame, i) =>
        frameImage(`${recipe.class} with ${(100 * i) / (FRAMES - 1)} % ${blend}`, frame, call),
      );
    },
  );
  const { value = [] } = latest;
  const at = value.length > 1 ? Math.round(mix * (value.length - 1)) : 0;
  return { ...latest, image: value[at] };
}

function blendCall(recipe: Recipe, blend: string) {
  const { model, digest, seed, truncation, steps } = recipe;
  const waypoint = steps.length > 0 ? { directions: [...steps] } : {};
  return {
    ...{ method: 'interpolations.create', path: '/v1/interpolations', take: '{ frames }' },
    body: {
      ...{ model: `${model}@${digest}`, seed, truncation, frames: FRAMES },
      waypoints: [
        { class: recipe.class, ...waypoint },
        { class: blend, ...waypoint },
      ],
    },
    ...{ file: `${recipe.class}-${blend}.png`, mediaType: 'image/png' },
  } satisfies Call;
}
