/**
 * The pointer tables of the indirect product (`indirect-gemm.ts`) for convolutions over NHWC images.
 *
 * One rule covers every convolution: along each axis, output position `o` and tap `t` read input
 * position `o · step + start + t · tapStep`, and a row of zeros where that lies outside. A forward
 * convolution has step = stride, start = −padding, tapStep = dilation; a phase of its input gradient
 * (a transposed convolution) has step = 1 and tapStep = −1.
 *
 * Tolerance: none, addresses are exact.
 */

/**
 * Pointers u32 `[⌈rows / group⌉, tapRows · tapColumns, group]` for the output positions
 * `firstRow …  firstRow + rows` of `[batch, outHeight, outWidth]`; the surplus of the last group
 * points at the zeros.
 */
export function convolutionPointers(
  pointers: usize,
  image: usize,
  zeros: usize,
  firstRow: i32,
  rows: i32,
  group: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  stepY: i32,
  stepX: i32,
  startY: i32,
  startX: i32,
  tapRows: i32,
  tapColumns: i32,
  tapStepY: i32,
  tapStepX: i32,
): void {
  const taps = tapRows * tapColumns;
  const pixelSize = (<usize>channels) << 2;
  let column = firstRow % outWidth;
  let row = (firstRow / outWidth) % outHeight;
  let example =
    image + <usize>(firstRow / (outWidth * outHeight)) * <usize>(height * width) * pixelSize;
  const surplusEnd = ((rows + group - 1) / group) * group;
  for (let index = 0; index < surplusEnd; index++) {
    let address = pointers + ((<usize>((index / group) * taps * group + (index % group))) << 2);
    const outside = index >= rows;
    for (let tapY = 0; tapY < tapRows; tapY++) {
      const y = row * stepY + startY + tapY * tapStepY;
      const line = example + <usize>(y * width) * pixelSize;
      const lineOutside = outside || <u32>y >= <u32>height;
      for (let tapX = 0; tapX < tapColumns; tapX++) {
        const x = column * stepX + startX + tapX * tapStepX;
        const missing = lineOutside || <u32>x >= <u32>width;
        store<u32>(address, <u32>(missing ? zeros : line + <usize>x * pixelSize));
        address += (<usize>group) << 2;
      }
    }
    column += 1;
    if (column === outWidth) {
      column = 0;
      row += 1;
      if (row === outHeight) {
        row = 0;
        example += <usize>(height * width) * pixelSize;
      }
    }
  }
}

/**
 * Pointers u32 `[rows]` to the pixels `start + o · step` of an image `[batch, height, width, channels]`
 * for the positions `firstRow … firstRow + rows` of `[batch, outHeight, outWidth]`: where a phase
 * writes its results.
 */
export function pixelPointers(
  pointers: usize,
  image: usize,
  firstRow: i32,
  rows: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  stepY: i32,
  stepX: i32,
  startY: i32,
  startX: i32,
): void {
  const pixelSize = (<usize>channels) << 2;
  let column = firstRow % outWidth;
  let row = (firstRow / outWidth) % outHeight;
  let example = firstRow / (outWidth * outHeight);
  const end = pointers + ((<usize>rows) << 2);
  for (; pointers < end; pointers += 4) {
    const y = example * height + startY + row * stepY;
    const x = startX + column * stepX;
    store<u32>(pointers, <u32>(image + <usize>(y * width + x) * pixelSize));
    column += 1;
    if (column === outWidth) {
      column = 0;
      row += 1;
      if (row === outHeight) {
        row = 0;
        example += 1;
      }
    }
  }
}

/** Pointers u32 to `rows` rows `rowSize` bytes apart, filled up to a multiple of `group` with the last. */
export function rowPointers(
  pointers: usize,
  first: usize,
  rows: i32,
  rowSize: i32,
  group: i32,
): void {
  const surplusEnd = ((rows + group - 1) / group) * group;
  for (let index = 0; index < surplusEnd; index++) {
    const row = min(index, rows - 1);
    store<u32>(pointers + ((<usize>index) << 2), <u32>(first + <usize>row * <usize>rowSize));
  }
}

/** Fills `count` entries of a table, `entryStep` bytes apart, with addresses `addressStep` apart. */
export function addressTable(
  table: usize,
  entryStep: i32,
  count: i32,
  address: usize,
  addressStep: i32,
): void {
  for (let index = 0; index < count; index++) {
    store<u32>(table, <u32>address);
    table += entryStep;
    address += addressStep;
  }
}
