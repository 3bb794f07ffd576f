/**
 * What no module of this package may hold: a relaxed-SIMD instruction (results differ between CPUs) or
 * anything of its own beside functions and types: data, globals, tables, a start function, a memory, any
 * import but the one memory it borrows.
 *
 * Looked for in the binary itself, disassembled by Binaryen, and not in what the compiler says of it.
 */
import binaryen from 'assemblyscript/binaryen';

/** @throws Error that names the first construct that is forbidden */
export function refuseModule(name: string, binary: Uint8Array): void {
  const forbidden = disassembled(binary).match(/relaxed_\w+|\((?:data|global|start|table|elem)\b/);
  if (forbidden !== null) throw new Error(`${name}.wasm: forbidden construct ${forbidden[0]}`);
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(new Uint8Array(binary)));
  const names = imports.map(({ module, name, kind }) => `${kind} ${module}.${name}`).join(', ');
  if (names !== 'memory env.memory') {
    throw new Error(`${name}.wasm: expected the import "memory env.memory" alone, got "${names}"`);
  }
}

function disassembled(binary: Uint8Array): string {
  const module = binaryen.readBinary(binary);
  try {
    return module.emitText();
  } finally {
    module.dispose();
  }
}
