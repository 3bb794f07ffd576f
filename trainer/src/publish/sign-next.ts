/** Signs that a digest is the next version of a model, with the counter after the last that was accepted. */
import {
  type Digest,
  type PublicationStatement,
  type PublisherKey,
  publisherKeyId,
  signStatement,
  statementFormat,
} from '@comfy-edge/model';
import { type ComfyEdge, isNotFoundError } from '@comfy-edge/sdk';

export interface Signing {
  readonly key: PublisherKey;
  /** How long the version may be promoted; 90. */
  readonly validDays?: number;
}

interface SignOptions extends Signing {
  readonly client: ComfyEdge;
  readonly model: string;
  readonly digest: Digest;
  readonly signal?: AbortSignal | undefined;
}

const dayMs = 24 * 60 * 60 * 1000;

/** @throws ComfyEdgeError where the service does not say which counter was the last */
export async function signNext(options: SignOptions): Promise<string> {
  const { model, digest, key, validDays = 90 } = options;
  const nowMs = Date.now();
  const statement: PublicationStatement = {
    format: statementFormat,
    ...{ model, digest },
    counter: (await lastCounter(options)) + 1,
    issuedAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + validDays * dayMs).toISOString(),
    publisher: await publisherKeyId(key),
  };
  return signStatement(statement, key);
}

async function lastCounter({ client, model, signal }: SignOptions): Promise<number> {
  try {
    const { counter = 0 } = await client.models.get(model, { signal });
    return counter;
  } catch (error) {
    if (isNotFoundError(error)) return 0;
    throw error;
  }
}
