/**
 * Copies the right side of a product into panels `[⌈columns / 8⌉, depth, 8]`, columns beyond the end
 * zero: what `indirect-gemm.ts` streams through. The panel idea is Goto & van de Geijn 2008,
 * "Anatomy of High-Performance Matrix Multiplication".
 *
 * The source is addressed by strides in bytes, so that a transposed matrix, or one kernel tap of a
 * convolution in either direction, needs no copy of its own. `depth` rows go to
 * `depthOffset …` of panels that are `panelDepth` deep in all.
 *
 * Tolerance: none, values are copied.
 */

export function packPanels(
  panels: usize,
  panelDepth: i32,
  depthOffset: i32,
  source: usize,
  depth: i32,
  columns: i32,
  depthStride: i32,
  columnStride: i32,
): void {
  const panelSize = (<usize>panelDepth) << 5;
  let panel = panels + ((<usize>depthOffset) << 5);
  for (let column = 0; column < columns; column += 8) {
    const from = source + <usize>(column * columnStride);
    const width = min(8, columns - column);
    if (width === 8 && columnStride === 4) {
      copyRows(panel, from, depth, depthStride);
    } else {
      copyStrided(panel, from, depth, width, depthStride, columnStride);
    }
    panel += panelSize;
  }
}

function copyRows(to: usize, from: usize, depth: i32, depthStride: i32): void {
  for (let index = 0; index < depth; index++) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    to += 32;
    from += depthStride;
  }
}

function copyStrided(
  to: usize,
  from: usize,
  depth: i32,
  width: i32,
  depthStride: i32,
  columnStride: i32,
): void {
  for (let index = 0; index < depth; index++) {
    let address = from;
    for (let column = 0; column < width; column++) {
      store<f32>(to + ((<usize>column) << 2), load<f32>(address));
      address += columnStride;
    }
    for (let column = width; column < 8; column++) store<f32>(to + ((<usize>column) << 2), 0);
    to += 32;
    from += depthStride;
  }
}

/** Copies a matrix addressed by strides in bytes to `[columns, depth]`, columns `pitch` bytes apart. */
export function packColumns(
  out: usize,
  pitch: i32,
  source: usize,
  depth: i32,
  columns: i32,
  depthStride: i32,
  columnStride: i32,
): void {
  for (let column = 0; column < columns; column++) {
    let from = source + <usize>(column * columnStride);
    for (let index = 0; index < depth; index++) {
      store<f32>(out + ((<usize>index) << 2), load<f32>(from));
      from += depthStride;
    }
    out += pitch;
  }
}
