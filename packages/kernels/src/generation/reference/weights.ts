/** The orders in which weights are stored, staged and packed, one weight at a time. */

export interface StoredShape {
  readonly taps: number;
  readonly channels: number;
  readonly filters: number;
  /** `[taps, filters, channels]` as transposed convolutions are stored, else `[taps, channels, filters]`. */
  readonly filtersFirst: boolean;
}

/** Stored → `[taps, channels, pitch]`, columns beyond the filters zero. */
export function stage(
  stored: ArrayLike<number>,
  { taps, channels, filters, filtersFirst }: StoredShape,
  pitch: number,
): number[] {
  const staged: number[] = [];
  for (let tap = 0; tap < taps; tap++) {
    for (let channel = 0; channel < channels; channel++) {
      for (let column = 0; column < pitch; column++) {
        const at = filtersFirst
          ? (tap * filters + column) * channels + channel
          : (tap * channels + channel) * filters + column;
        staged.push(column < filters ? (stored[at] ?? Number.NaN) : 0);
      }
    }
  }
  return staged;
}

/** `[channels, columns]` → panels `[columns / 8, channels, 8]`. */
export function panelsOf(staged: ArrayLike<number>, channels: number): number[] {
  const columns = staged.length / channels;
  const panels: number[] = [];
  for (let panel = 0; panel < columns / 8; panel++) {
    for (let channel = 0; channel < channels; channel++) {
      for (let lane = 0; lane < 8; lane++) {
        panels.push(staged[channel * columns + panel * 8 + lane] ?? Number.NaN);
      }
    }
  }
  return panels;
}
