/** A WebAssembly module that says the same in other bytes: a custom section at its end tells nobody anything. */

/** @param name ASCII, of at most 100 characters */
export function withSection(module: Uint8Array, name: string): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(name);
  if (text.length > 100) throw new RangeError(`expected at most 100 bytes, got ${text.length}`);
  // Id 0, the section's size, the name's size: LEB128, one byte each below 128.
  const section = Uint8Array.of(0, text.length + 1, text.length, ...text);
  const result = new Uint8Array(module.length + section.length);
  result.set(module);
  result.set(section, module.length);
  return result;
}
