/** Images as `images.generate` gives them, made here: the same steps as the service's, by the same code. */
import { type Digest, sha256Hex } from '@comfy-edge/model';
import {
  type Drawing,
  drawRecipe,
  engineId,
  type LoadedModel,
  makeFile,
  type Output,
  toToken,
} from '@comfy-edge/runtime';
import { encodeBase64 } from '../base64.ts';
import { EdgeImage } from '../edge-image.ts';
import type { GenerateParameters, GenerateResult } from '../resources/images.ts';
import { checkDirections, checkSize, classNamed } from './check-parameters.ts';
import type { LocalEngine } from './engine.ts';

/** What was drawn, free of the memory it was drawn in. */
export interface Drawn {
  readonly drawings: readonly Drawing[];
  readonly classes: readonly string[];
  readonly className: string | undefined;
}

/**
 * @param seed of image 0
 * @throws BadRequestError for what the version has not
 */
export function draw(parameters: GenerateParameters, seed: number, loaded: LoadedModel): Drawn {
  const { n = 1, truncation = 1, directions = [], valueType } = parameters;
  const { manifest, generator } = loaded;
  checkSize(outputOf(parameters), n, generator.imageShape);
  checkDirections(directions, manifest.directions);
  const className = classNamed(parameters.class, manifest.classes);
  const recipe = {
    ...{ seed, n, truncation, directions },
    ...(className !== undefined && { class: className }),
  };
  const drawings = drawRecipe(recipe, loaded, { withValues: valueType === 'float32' });
  return { drawings, classes: manifest.classes, className };
}

/** Encodes what was drawn, each image with its receipt. */
export async function finish(
  { drawings, classes, className }: Drawn,
  version: { readonly model: string; readonly digest: Digest },
  { seed, parameters }: { readonly seed: number; readonly parameters: GenerateParameters },
  engine: LocalEngine,
): Promise<GenerateResult> {
  const { truncation = 1, directions = [] } = parameters;
  const output = outputOf(parameters);
  const codecs = await engine.codecsFor(output.format);
  const images: EdgeImage[] = [];
  for (const [index, drawing] of drawings.entries()) {
    const own = {
      seed: (seed + index) % 2 ** 32,
      class: className ?? classes[index % classes.length] ?? '',
    };
    const options = { ...version, truncation, directions, output, codecs };
    const file = await makeFile([{ ...drawing, ...own }], options);
    images.push(
      new EdgeImage({
        ...{ index, ...own, classIndex: classes.indexOf(own.class) },
        sha256: await sha256Hex(file.bytes),
        ...{ width: file.width, height: file.height, format: output.format },
        base64: encodeBase64(file.bytes),
        receipt: toToken(file),
      }),
    );
  }
  return {
    ...{ ...version, engineId, truncation, images },
    ...(directions.length > 0 && { directions: [...directions] }),
  };
}

function outputOf({ format = 'png', size, resampling, quality }: GenerateParameters): Output {
  return {
    format,
    ...(size !== undefined && { size }),
    ...(resampling !== undefined && { resampling }),
    ...(quality !== undefined && { quality }),
  };
}
