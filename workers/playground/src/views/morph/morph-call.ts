/** The call for a walk between two picked images. */
import type { InterpolateParameters, ModelVersion } from '@comfy-edge/sdk';
import type { PageState } from '../../address/page-state.ts';
import type { Pick } from '../../address/pick.ts';
import type { Call } from '../../image/call.ts';

export type MorphCall = Call & { readonly body: InterpolateParameters };

export function morphCall(
  { model, digest }: ModelVersion,
  from: Pick,
  to: Pick,
  { frames, loop, truncation, frameMs }: PageState,
): MorphCall {
  return {
    ...{ method: 'interpolations.create', path: '/v1/interpolations', take: '{ frames }' },
    body: {
      ...{ model: `${model}@${digest}`, waypoints: [waypoint(from), waypoint(to)], frames, loop },
      ...(truncation !== 1 && { truncation }),
      ...(frameMs !== 80 && { frameMs }),
    } as InterpolateParameters,
    ...{ file: `${from.class}-to-${to.class}.png`, mediaType: 'image/png' },
  };
}

function waypoint({ seed, class: name, steps }: Pick) {
  return { seed, class: name, ...(steps.length > 0 && { directions: [...steps] }) };
}
