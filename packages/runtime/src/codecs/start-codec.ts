/**
 * Starts a codec of jSquash (https://github.com/jamsinclair/jSquash) from a compiled module: Emscripten's
 * factory with the same `instantiateWasm` hook as the backend's (`boot.ts`).
 *
 * The glue gives workerd and Node an `ImageData` and a `self.location` that they lack, for its decoders.
 * Encoders need neither, and this package patches no global: they go again.
 */

/** Emscripten's factory, as jSquash types it or not. */
export type CodecFactory<Codec> = (options: {
  noInitialRun: boolean;
  instantiateWasm(
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance) => void,
  ): WebAssembly.Exports;
}) => Promise<Codec>;

export interface StartedCodec<Codec> {
  readonly codec: Codec;
  /** Its heap, which grows and never shrinks. */
  readonly memory: WebAssembly.Memory;
}

export async function startCodec<Codec>(
  createModule: CodecFactory<Codec>,
  compiled: WebAssembly.Module,
): Promise<StartedCodec<Codec>> {
  let memory: WebAssembly.Memory | undefined;
  const loading = withoutNewGlobals(() =>
    createModule({
      noInitialRun: true,
      instantiateWasm(imports, done) {
        const instance = new WebAssembly.Instance(compiled, imports);
        memory = Object.values(instance.exports).find((it) => it instanceof WebAssembly.Memory);
        done(instance);
        return instance.exports;
      },
    }),
  );
  const codec = await loading;
  if (memory === undefined) throw new Error('expected an exported memory, got none');
  return { codec, memory };
}

/** Runs `action` and takes back the globals that it added; it is synchronous, so nothing else runs. */
function withoutNewGlobals<T>(action: () => T): T {
  const added = ['ImageData', 'location'].filter((name) => !(name in globalThis));
  try {
    return action();
  } finally {
    for (const name of added) Reflect.deleteProperty(globalThis, name);
  }
}
