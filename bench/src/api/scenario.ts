/** A request that is asked again and again, and what must come back. */
import type { Call } from '../../../scripts/workerd/connection.ts';
import type { StandIn } from './bare-worker.ts';

export interface Scenario {
  /** The operation, and what is particular about the request. */
  readonly route: string;
  /** Of what comes back. */
  readonly format: string;
  /** Whether nothing is generated. */
  readonly cached: boolean;
  /** What of the local stand-ins it passes through, each as often as it does. */
  readonly standIns?: readonly StandIn[];
  /** Whether everybody may have the images. */
  readonly isPublic?: true;
  readonly status?: number;
  /** The answer is one image, made for the request, as the baseline makes them. */
  readonly isImage?: true;
  /** @param i counts up from 0 over the whole run */
  call(i: number): Call;
}

/** @throws Error for an answer that is none of this scenario's */
export function expectAnswer(
  { route, format, status = 200 }: Pick<Scenario, 'route' | 'format' | 'status'>,
  got: { readonly status: number; readonly body: Buffer },
): void {
  if (got.status === status) return;
  const text = got.body.toString().slice(0, 300);
  throw new Error(`${route} as ${format}: expected ${status}, got ${got.status}: ${text}`);
}
