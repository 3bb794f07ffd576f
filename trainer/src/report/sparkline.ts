/** `▁▂▅█`: a curve in one line of a terminal (after Tufte's sparklines), scaled to its own range. */
const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** @param width characters at most: means over equal stretches where there are more values */
export function sparkline(values: readonly number[], width: number): string {
  const finite = values.filter(Number.isFinite);
  const columns = Math.min(width, finite.length);
  const means = Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * finite.length) / columns);
    const to = Math.floor(((column + 1) * finite.length) / columns);
    return finite.slice(from, to).reduce((sum, value) => sum + value, 0) / (to - from);
  });
  const low = Math.min(...means);
  const range = Math.max(...means) - low;
  return means
    .map((value) => bars[range === 0 ? 0 : Math.round(((value - low) / range) * 7)])
    .join('');
}
