/**
 * Stored weights into the one order that `pack.ts` reads: f32 `[taps, channels, pitch]`, columns beyond
 * `filters` zero. Sources are `[taps, channels, filters]` or, of transposed convolutions,
 * `[taps, filters, channels]`; the strides say which. Int8 is expanded here, once, when a model is loaded:
 * a product of an int8 and an f32 is rounded once, so the weights are the same wherever it is done.
 *
 * Tolerance: none, every weight is exact.
 */

/** @param codes i8, `value = code · scales[filter]` */
export function stageInt8(
  codes: usize,
  scales: usize,
  out: usize,
  taps: i32,
  channels: i32,
  filters: i32,
  channelStride: i32,
  filterStride: i32,
  pitch: i32,
): void {
  const outRow = (<usize>pitch) << 2;
  for (let tap = 0; tap < taps; tap++) {
    for (let channel = 0; channel < channels; channel++) {
      let from = codes + <usize>(channel * channelStride);
      for (let filter: usize = 0; filter < <usize>filters; filter++) {
        const scale = load<f32>(scales + (filter << 2));
        store<f32>(out + (filter << 2), <f32>load<i8>(from) * scale);
        from += filterStride;
      }
      memory.fill(out + ((<usize>filters) << 2), 0, (<usize>(pitch - filters)) << 2);
      out += outRow;
    }
    codes += <usize>(channels * filters);
  }
}

/** @param values f32 */
export function stageFloats(
  values: usize,
  out: usize,
  taps: i32,
  channels: i32,
  filters: i32,
  channelStride: i32,
  filterStride: i32,
  pitch: i32,
): void {
  const outRow = (<usize>pitch) << 2;
  for (let tap = 0; tap < taps; tap++) {
    for (let channel = 0; channel < channels; channel++) {
      let from = values + ((<usize>(channel * channelStride)) << 2);
      for (let filter: usize = 0; filter < <usize>filters; filter++) {
        store<f32>(out + (filter << 2), load<f32>(from));
        from += (<usize>filterStride) << 2;
      }
      memory.fill(out + ((<usize>filters) << 2), 0, (<usize>(pitch - filters)) << 2);
      out += outRow;
    }
    values += (<usize>(channels * filters)) << 2;
  }
}
