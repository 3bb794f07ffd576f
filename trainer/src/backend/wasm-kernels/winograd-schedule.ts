/**
 * In which order a Winograd convolution walks tiles and columns, so that what is used again stays in the
 * L2 cache. Transformed weights are many times the filter (25 or 36 values for 4 to 25 taps): with many
 * tiles all of them are made first and streamed through for every block of tiles; with few tiles they
 * would be written to memory and read once, and are made and used group by group instead.
 */
import { tileRows } from './pointer-product.ts';

export interface WinogradSchedule {
  /** Tiles in the frequency domain at a time. */
  readonly blockTiles: number;
  /** Columns at a time; all of them where there is more than one block. */
  readonly groupColumns: number;
}

/** Part of the columns of a product. */
export interface ColumnGroup {
  readonly first: number;
  readonly count: number;
}

interface Extent {
  readonly tiles: number;
  readonly frequencies: number;
  readonly depth: number;
  readonly columns: number;
}

/** Tiles of a block when there are many. */
const streamedTiles = 8 * tileRows;
/** All tiles are one block if they, transformed, take up to so much. */
const oneBlockBytes = 3 * 2 ** 20;
/** What a group's transformed weights may take. */
const groupBytes = 2 ** 19;

export function scheduleWinograd({ tiles, frequencies, depth, columns }: Extent): WinogradSchedule {
  const tileBytes = frequencies * depth * 4;
  const weightBytes = tileBytes * columns;
  if (weightBytes <= groupBytes || tiles * tileBytes > oneBlockBytes) {
    return { blockTiles: Math.min(streamedTiles, tiles), groupColumns: columns };
  }
  const groups = Math.ceil(weightBytes / groupBytes);
  const panels = Math.ceil(columns / 8);
  return { blockTiles: tiles, groupColumns: 8 * Math.ceil(panels / Math.min(groups, panels)) };
}

export function* columnGroups(
  columns: number,
  { groupColumns }: WinogradSchedule,
): Generator<ColumnGroup> {
  for (let first = 0; first < columns; first += groupColumns) {
    yield { first, count: Math.min(groupColumns, columns - first) };
  }
}
