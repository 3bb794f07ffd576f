/**
 * A Worker's debugger, the part of the Chrome DevTools Protocol that tells of memory
 * (https://chromedevtools.github.io/devtools-protocol/tot/Runtime/).
 */

/** Of the isolate's heap. */
interface HeapUsage {
  readonly usedSize: number;
  /** Of ArrayBuffers; WebAssembly's memories are not among them. */
  readonly backingStorageSize: number;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export class Inspector {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #nextId = 0;
  #contextId: number | undefined;

  static async connect(url: URL): Promise<Inspector> {
    const socket = new WebSocket(url);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`expected a debugger at ${url}`)));
    await promise;
    return new Inspector(socket);
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(`${data}`)));
  }

  /** Bytes of JavaScript: objects and ArrayBuffers, garbage that nobody has collected yet among them. */
  async heapBytes(): Promise<number> {
    const { usedSize, backingStorageSize } = await this.#call<HeapUsage>('Runtime.getHeapUsage');
    return usedSize + backingStorageSize;
  }

  /** Bytes of all WebAssembly memories of the isolate, found by their prototype. Collects garbage. */
  async wasmMemoryBytes(): Promise<number> {
    // Tells which context the Worker runs in.
    await this.#call('Runtime.enable');
    const prototype = await this.#call<{ result: { objectId: string } }>('Runtime.evaluate', {
      expression: 'WebAssembly.Memory.prototype',
      contextId: this.#contextId,
    });
    const { objects } = await this.#call<{ objects: { objectId: string } }>(
      'Runtime.queryObjects',
      { prototypeObjectId: prototype.result.objectId },
    );
    const { result } = await this.#call<{ result: { value: number } }>('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration:
        'function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }',
      returnByValue: true,
    });
    return result.value;
  }

  close(): void {
    this.#socket.close();
  }

  #call<T>(method: string, params: object = {}): Promise<T> {
    const id = this.#nextId++;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.#socket.send(JSON.stringify({ id, method, params }));
    return waiting.promise as Promise<T>;
  }

  #receive({ id, method, params, result, error }: Message): void {
    if (method === 'Runtime.executionContextCreated') {
      this.#contextId = (params as { context: { id: number } }).context.id;
    }
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || waiting === undefined) return;
    this.#waiting.delete(id);
    if (error === undefined) waiting.resolve(result);
    else waiting.reject(new Error(`expected an answer of the debugger, got ${error.message}`));
  }
}
