/**
 * Publishing over HTTP: blobs first, then the version that names them, then the alias, moved by a
 * conditional write. Every step may be repeated, so what was interrupted is completed by doing it
 * again; readers follow the alias and never see half a version.
 */
import {
  type Alias,
  type ComfyEdge,
  ConflictError,
  isComfyEdgeError,
  isConflictError,
  isNotFoundError,
} from '@comfy-edge/sdk';
import { type PublishedModel, readPublished } from './read-published.ts';
import { type Signing, signNext } from './sign-next.ts';

export interface PublishOptions {
  /** A model in its published form. */
  readonly directory: string;
  /** The name to publish it under. */
  readonly model: string;
  /** With a key that has the scope `models:write`. */
  readonly client: ComfyEdge;
  /** Who vouches for it; without it only deployments that take unsigned versions do. */
  readonly signing?: Signing | undefined;
  /** The alias to move; `latest`. */
  readonly alias?: string;
  /** Called after each step. */
  readonly onProgress?: (step: PublishStep) => void;
  readonly signal?: AbortSignal;
}

/** `created` and `moved` are false where nothing had to be done. */
export type PublishStep =
  | {
      readonly step: 'blob';
      readonly name: string;
      readonly sha256: string;
      readonly sizeBytes: number;
      readonly created: boolean;
    }
  | { readonly step: 'version'; readonly digest: string; readonly created: boolean }
  | {
      readonly step: 'alias';
      readonly alias: string;
      readonly digest: string;
      readonly moved: boolean;
    };

export interface PublishResult {
  readonly model: string;
  readonly alias: string;
  readonly digest: string;
  /** Where the alias pointed before; absent where there was none. */
  readonly previous?: string;
}

/**
 * Publishes a directory and moves the alias to it.
 * @throws ConflictError when another publisher moved the alias meanwhile; nothing of theirs is undone
 * @throws ComfyEdgeError for other failures of the service, PublishedModelError for a directory
 *   that is not whole
 */
export async function publishDirectory(options: PublishOptions): Promise<PublishResult> {
  const { directory, model, client, alias = 'latest', onProgress, signal } = options;
  const request = { signal };
  const published = await readPublished(directory);
  const { digest, blobs } = published;
  // Read before anything is sent: whoever moves the alias from here on is not overwritten.
  const before = await findAlias(client, model, alias, signal);
  for (const { name, sha256, bytes } of blobs) {
    const { created } = await client.blobs.put(sha256, bytes, request);
    onProgress?.({ step: 'blob', name, sha256, sizeBytes: bytes.length, created });
  }
  const { created } = await putVersion(options, published);
  onProgress?.({ step: 'version', digest, created });
  const moved = before?.digest !== digest;
  if (moved) await moveAlias(options, alias, digest, before);
  onProgress?.({ step: 'alias', alias, digest, moved });
  return { model, alias, digest, ...(before === undefined ? {} : { previous: before.digest }) };
}

/** Other publishers may take the counter meanwhile: then the next one is signed. */
const attempts = 5;

async function putVersion(
  { model, client, signing, signal }: PublishOptions,
  { digest, manifestBytes }: PublishedModel,
): Promise<{ readonly created: boolean }> {
  for (let attempt = 1; ; attempt++) {
    const publication = signing && (await signNext({ client, model, digest, signal, ...signing }));
    try {
      const version = { manifest: manifestBytes, publication };
      return await client.models.putVersion(model, digest, version, { signal });
    } catch (error) {
      const isLate = isConflictError(error) && error.code === 'statement_superseded';
      if (!isLate || signing === undefined || attempt === attempts) throw error;
    }
  }
}

async function moveAlias(
  { model, client, signal }: PublishOptions,
  alias: string,
  digest: string,
  before: Alias | undefined,
): Promise<void> {
  const condition = before === undefined ? { ifNoneMatch: '*' as const } : { ifMatch: before.etag };
  try {
    await client.models.aliases.put(model, alias, { digest, ...condition }, { signal });
  } catch (cause) {
    if (!isComfyEdgeError(cause)) throw cause;
    // The answer may have been lost, or another publisher of the same version was first.
    const now = await findAlias(client, model, alias, signal);
    if (now?.digest === digest) return;
    if (!isConflictError(cause)) throw cause;
    throw new ConflictError(
      `expected alias "${alias}" of model "${model}" to point at ${before?.digest ?? 'nothing'} still, ` +
        `got ${now?.digest ?? 'nothing'}: another publisher moved it. Version ${digest} is stored; ` +
        'publish again to move the alias to it',
      { status: cause.status, code: cause.code, requestId: cause.requestId, cause },
    );
  }
}

async function findAlias(
  client: ComfyEdge,
  model: string,
  alias: string,
  signal: AbortSignal | undefined,
): Promise<Alias | undefined> {
  try {
    return await client.models.aliases.get(model, alias, { signal });
  } catch (error) {
    if (isNotFoundError(error)) return undefined;
    throw error;
  }
}
