/** A row of `bench/results/api.json`. */

export interface ApiRow {
  readonly route: string;
  readonly format: string;
  /** Whether nothing is generated. */
  readonly cached: boolean;
  /** Of a request alone, without the local stand-in of the Cache API. */
  readonly cpuMs: number;
  /** What of it is above engine and encoder; of requests for one image alone. */
  readonly overheadMs?: number;
  /** On several connections at once, the stand-in and all. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly requestsPerSecond: number;
}
