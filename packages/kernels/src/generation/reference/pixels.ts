/** A value in [-1, 1] as a level of 0 … 255, the nearest one; half a level goes up. */
export function levelOf(value: number): number {
  return Math.min(255, Math.max(0, Math.floor((value + 1) * 127.5 + 0.5)));
}
