/**
 * Data points for Workers Analytics Engine (https://developers.cloudflare.com/analytics/analytics-engine/),
 * where the deployment has a data set (`ANALYTICS`). Columns have numbers there and no names: `blob1` is the
 * kind of the point, and what follows is listed here, in order. docs/operating.md has queries.
 */

import type { Bindings } from '../env.ts';

export interface RequestPoint {
  /** Which key asked; the index, by which the data set samples where there is much. */
  readonly keyId: string;
  readonly method: string;
  readonly route: string;
  readonly model: string;
  readonly digest: string;
  /** `hit` and `miss` of the data centre's cache, or nothing. */
  readonly imageCache: string;
  /** Of the networks in this isolate. */
  readonly modelCache: string;
  readonly status: number;
  readonly images: number;
  readonly ms: number;
}

export function writeRequestPoint(bindings: Bindings, point: RequestPoint): void {
  const { keyId, method, route, model, digest, imageCache, modelCache } = point;
  write(bindings, {
    indexes: [keyId],
    blobs: ['request', method, route, model, digest, imageCache, modelCache],
    doubles: [point.status, point.images, point.ms],
  });
}

export interface CanaryPoint {
  readonly outcome: string;
  readonly model: string;
  readonly digest: string;
  readonly engineId: string;
  /** How many golden images came out otherwise. */
  readonly changed: number;
}

export function writeCanaryPoint(bindings: Bindings, point: CanaryPoint): void {
  const { outcome, model, digest, engineId, changed } = point;
  write(bindings, {
    indexes: ['canary'],
    blobs: ['canary', outcome, model, digest, engineId],
    doubles: [changed],
  });
}

/** What is counted never costs an answer. */
function write({ ANALYTICS }: Bindings, point: AnalyticsEngineDataPoint): void {
  try {
    ANALYTICS?.writeDataPoint(point);
  } catch (error) {
    console.error(JSON.stringify({ event: 'data_point_lost', error: String(error) }));
  }
}
