/** The face of each class: its most typical image, which is what the models draw with a truncation of 0. */
import type { ModelVersion } from '@comfy-edge/sdk';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session } from '../edge/session.ts';
import { streamImages } from './image-stream.ts';
import { plainOutput } from './recipe.ts';
import type { ShownImage } from './shown-image.ts';
import { useImages } from './use-images.ts';

/** By class name; empty where they cannot be had. */
export type Faces = ReadonlyMap<string, ShownImage>;

export const FacesContext = createContext<Faces>(new Map());

export function useClassFaces(): Faces {
  return useContext(FacesContext);
}

/** More than this are a list of names. */
export const MOST_FACES = 64;

export function useFaces(session: Session, version: ModelVersion | undefined): Faces {
  const mayMake = session.apiKey !== undefined || session.hasPublicImages === true;
  const count = version?.classes.length ?? 0;
  const key =
    version !== undefined && mayMake && count <= MOST_FACES
      ? `faces ${version.digest} ${session.apiKey ?? ''}`
      : undefined;
  const { images } = useImages(key, (signal) => {
    if (version === undefined) throw new Error('expected a version, got none');
    const { model, digest, classes } = version;
    const recipe = {
      model,
      digest,
      class: '',
      seed: 0,
      truncation: 0,
      steps: [],
      output: plainOutput,
    };
    return streamImages(session, version, { recipe, n: classes.length }, signal);
  });
  return new Map(images.map((image) => [image.recipe?.class ?? '', image]));
}
