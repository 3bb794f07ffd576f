/** The service's engine in this runtime, started at the first use, with codecs loaded as they are needed. */
import {
  assertSimd,
  boot,
  type CodecModules,
  Codecs,
  type Engine,
  EngineError,
} from '@comfy-edge/runtime';
import { loadModule } from '#wasm';
import { ReplayError } from './replay-error.ts';
import type { LoadModule, ModuleName } from './wasm/module-name.ts';

export class LocalEngine {
  readonly #load: LoadModule;
  readonly #codecModules: Partial<CodecModules> = {};
  readonly #codecs: Codecs;
  #engine: Promise<Engine> | undefined;

  /** @param modules compiled ones to be taken instead of the package's own */
  constructor(modules: Partial<Record<ModuleName, WebAssembly.Module>> = {}) {
    this.#load = async (name) => modules[name] ?? (await loadModule(name));
    const loaded = this.#codecModules;
    this.#codecs = new Codecs({
      get webp() {
        return expectLoaded(loaded.webp, 'webp');
      },
      get jpeg() {
        return expectLoaded(loaded.jpeg, 'jpeg');
      },
    });
  }

  /** @throws ReplayError `simd_missing`, `wasm_refused` */
  start(): Promise<Engine> {
    this.#engine ??= this.#boot().catch((error: unknown) => {
      this.#engine = undefined;
      throw error;
    });
    return this.#engine;
  }

  /** @throws ReplayError `wasm_refused` */
  async codecsFor(format: string): Promise<Codecs> {
    if (format === 'webp' || format === 'jpeg') {
      const module = this.#codecModules[format] ?? (await this.#compile(format));
      Object.assign(this.#codecModules, { [format]: module });
    }
    return this.#codecs;
  }

  async #boot(): Promise<Engine> {
    try {
      assertSimd((bytes) => WebAssembly.validate(bytes));
      const [backend, kernels] = await Promise.all([
        this.#compile('backend'),
        this.#compile('kernels'),
      ]);
      return await boot({ backend, kernels });
    } catch (cause) {
      if (!(cause instanceof EngineError)) throw cause;
      const code = cause.code === 'simd_missing' ? 'simd_missing' : 'wasm_refused';
      throw new ReplayError(code, cause.message, { cause });
    }
  }

  async #compile(name: ModuleName): Promise<WebAssembly.Module> {
    try {
      return await this.#load(name);
    } catch (cause) {
      throw new ReplayError('wasm_refused', `expected ${name}.wasm to compile, got ${cause}`, {
        cause,
      });
    }
  }
}

function expectLoaded(module: WebAssembly.Module | undefined, name: string): WebAssembly.Module {
  if (module !== undefined) return module;
  throw new Error(`expected the ${name} codec to be loaded before its use`);
}
