/**
 * The service's generator in this runtime. An image is decided by engine, version, parameters and seed, so the
 * same come here: `generate` gives the files of `images.generate`, `verify` makes an image again to prove it.
 */
import type { components } from '@comfy-edge/contract';
import type { Digest } from '@comfy-edge/model';
import {
  checkSignature,
  compareReceipts,
  compareSignature,
  type Difference,
  engineId,
  removeReceipt,
} from '@comfy-edge/runtime';
import type { ComfyEdge } from '../comfy-edge.ts';
import type { GenerateParameters, GenerateResult } from '../resources/images.ts';
import { defaultCache } from './cache/default-cache.ts';
import type { ReplayCache } from './cache/replay-cache.ts';
import { checkParameters, parseReference } from './check-parameters.ts';
import { compareFiles } from './compare-files.ts';
import { LocalEngine } from './engine.ts';
import { draw, finish } from './generate.ts';
import { Library, type Version } from './library.ts';
import { OfflineImages, type OfflineOptions } from './offline-images.ts';
import { readEvidence } from './read-evidence.ts';
import { remake, withSignature } from './remake.ts';
import { ReplayError } from './replay-error.ts';
import { Service } from './service.ts';
import type { ModuleName } from './wasm/module-name.ts';

type Schemas = components['schemas'];
type Verification = Schemas['Verification'];
type ReceiptKey = Schemas['ReceiptKeys']['keys'][number];

export interface ReplayOptions {
  /**
   * The service: where aliases point, and the files of versions. Its key needs `images:write`, unless images are
   * public there. Without it, only versions by digest that the cache has can be drawn.
   */
  readonly edge?: ComfyEdge | undefined;
  /** Where versions are kept; the Cache API where there is one, or else memory. */
  readonly cache?: ReplayCache | undefined;
  /** Draws although the service runs another engine; the bytes may then differ from the service's. */
  readonly acceptOtherEngine?: boolean | undefined;
  /** The engine's WebAssembly, compiled, for a runtime in which the package's own does not load. */
  readonly modules?: Partial<Record<ModuleName, WebAssembly.Module>> | undefined;
}

export interface VerifyOptions {
  /** Keys of the deployment, as `/.well-known/comfy-edge-keys.json` lists them; those of `edge` unless given. */
  readonly keys?: readonly ReceiptKey[] | undefined;
}

/** As the service's, and `unchecked` where no keys were known, or this runtime has no Ed25519. */
export interface ReplayVerification extends Omit<Verification, 'signature'> {
  readonly signature: Verification['signature'] | 'unchecked';
}

export class Replay {
  /** Of the engine in this package; a service of the same makes the same bytes. */
  readonly engineId: string = engineId;
  readonly #edge: ComfyEdge | undefined;
  readonly #service: Service | undefined;
  readonly #engine: LocalEngine;
  readonly #library: Library;
  readonly #acceptOtherEngine: boolean;

  /** Nothing is loaded before it is needed. */
  constructor(options: ReplayOptions = {}) {
    const { edge, cache = defaultCache(), modules, acceptOtherEngine = false } = options;
    this.#edge = edge;
    this.#service = edge && new Service(edge, cache);
    this.#engine = new LocalEngine(modules);
    this.#library = new Library(this.#engine, cache, this.#service);
    this.#acceptOtherEngine = acceptOtherEngine;
  }

  /**
   * Fetches a version, checks it, makes it ready and keeps it for a time without a network.
   *
   * @example
   * const { digest } = await replay.load('fashion-mnist');
   *
   * @param model `name`, `name@alias` or `name@digest`
   * @throws ReplayError, BadRequestError, and ComfyEdgeError of the service
   */
  async load(model: string): Promise<{ readonly model: string; readonly digest: string }> {
    checkParameters({ model });
    const version = await this.#resolve(model);
    await this.#library.keep(version);
    return version;
  }

  /**
   * Images as `edge.images.generate` makes them: takes the same parameters, gives the same result, and refuses the
   * same by the same errors. The files are the same to the last byte where the service does not sign; where it
   * signs, they are the same but for the signature, which only the service can make.
   *
   * @example
   * const { images } = await replay.generate({ model: 'fashion-mnist', class: 'sneaker', seed: 42 });
   *
   * @throws ReplayError where nothing can be drawn here, BadRequestError, and ComfyEdgeError of the service
   */
  async generate(parameters: GenerateParameters): Promise<GenerateResult> {
    checkParameters(parameters);
    const version = await this.#resolve(parameters.model);
    const seed = (parameters.seed ?? drawSeed()) >>> 0;
    const drawn = await this.#library.use(version, (loaded) => draw(parameters, seed, loaded));
    return await finish(drawn, version, { seed, parameters }, this.#engine);
  }

  /**
   * The file that a receipt belongs to, whichever operation wrote it: all its bytes, signature and all.
   *
   * @param receipt of an image, or the value of a `Comfy-Receipt` header
   * @throws as `verify`
   */
  async file(receipt: string): Promise<Uint8Array<ArrayBuffer>> {
    const { embedded, receipt: parsed } = readEvidence(receipt);
    const made = await remake(parsed, this.#library, this.#engine);
    const { format } = parsed;
    if (format === 'npy' || embedded.signature === undefined) return made.bytes;
    const bare = removeReceipt(format === 'apng' ? 'png' : format, made.bytes);
    return withSignature(made, bare, embedded.signature, format);
  }

  /**
   * Whether an image is what its receipt says, without asking the service: it is made again, and the signature is
   * held against the deployment's keys.
   *
   * @example
   * const { genuine, differences } = await replay.verify(image.bytes);
   * const same = await replay.verify(image.receipt, image.bytes); // where the file has lost its own
   *
   * @param evidence a file that carries a receipt, or a receipt
   * @param bytes the file that the receipt is of
   * @throws BadRequestError `receipt_missing`, `receipt_invalid`
   * @throws ReplayError where nothing can be drawn here, and ComfyEdgeError of the service
   */
  async verify(
    evidence: Uint8Array | string,
    bytes?: Uint8Array,
    { keys }: VerifyOptions = {},
  ): Promise<ReplayVerification> {
    const { embedded, receipt, file } = readEvidence(evidence, bytes);
    const known = keys ?? (await this.#service?.keys().catch(() => undefined));
    const signature = known === undefined ? 'unchecked' : await stateOf(embedded, known);
    const made = await remake(receipt, this.#library, this.#engine);
    const carried = file?.carried;
    const differences: Difference[] = [
      ...(signature === 'unchecked' ? [] : compareSignature(signature, known?.length !== 0)),
      ...compareReceipts(embedded, made.embedded),
      ...(carried === undefined || carried.receipt === embedded.receipt
        ? []
        : [
            {
              part: 'receipt',
              detail: 'expected the receipt in the image, got another one',
            } as const,
          ]),
      ...(file === undefined ? [] : await compareFiles(file, made.bytes, receipt)),
    ];
    return {
      genuine: differences.length === 0,
      evidence: file === undefined ? 'receipt' : 'image',
      ...{ signature, differences },
      // Checked, and so what the contract describes.
      receipt: JSON.parse(embedded.receipt) as Schemas['Receipt'],
    };
  }

  /**
   * `images.generate` that goes on where one side cannot: the service's images, drawn here when it cannot be
   * reached (`prefer: 'edge'`), or drawn here, and asked for where this runtime cannot (`prefer: 'replay'`).
   *
   * @example
   * await replay.load('fashion-mnist'); // while there is a network
   * const { images } = replay.offline();
   * const { images: [image], madeBy } = await images.generate({ model: 'fashion-mnist', seed: 42 });
   *
   * @throws TypeError without an `edge` to be offline from
   */
  offline(options: OfflineOptions = {}): { readonly images: OfflineImages } {
    if (this.#edge === undefined)
      throw new TypeError('expected a replay with an edge, got one without');
    return { images: new OfflineImages(this.#edge, this, options) };
  }

  async #resolve(text: string): Promise<Version> {
    const reference = parseReference(text);
    const [digest] = await Promise.all([
      'digest' in reference ? reference.digest : this.#digestOf(reference.model, reference.alias),
      this.#checkEngine(),
    ]);
    return { model: reference.model, digest };
  }

  async #digestOf(model: string, alias: string): Promise<Digest> {
    if (this.#service !== undefined) return this.#service.digestOf(model, alias);
    const message = `expected ${model}@digest, as there is no service to ask, got ${model}@${alias}`;
    throw new ReplayError('weights_missing', message, { pointer: '/model' });
  }

  async #checkEngine(): Promise<void> {
    if (this.#acceptOtherEngine) return;
    const theirs = await this.#service?.engineId();
    if (theirs === undefined || theirs === engineId) return;
    throw new ReplayError(
      'engine_mismatch',
      `expected a service with engine ${engineId}, as this package has it, got one with ${theirs}`,
    );
  }
}

/** Not every runtime has Ed25519. */
async function stateOf(
  embedded: Parameters<typeof checkSignature>[0],
  keys: readonly ReceiptKey[],
): Promise<ReplayVerification['signature']> {
  try {
    return await checkSignature(embedded, keys);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotSupportedError') return 'unchecked';
    throw error;
  }
}

function drawSeed(): number {
  const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
  return seed;
}
