/** Has a running service believe a publisher of its own, drawn here: what local starts and tests sign with. */

import { newPublisherKey, type PublisherKey, publicHalf } from '@comfy-edge/model';

export interface BelieveOptions {
  /** Of the service, without a slash at its end. */
  readonly url: string;
  readonly adminKey: string;
  /** For people. */
  readonly name: string;
}

/** @throws Error with what the service answered, where it does not */
export async function believePublisher({
  url,
  adminKey,
  name,
}: BelieveOptions): Promise<PublisherKey> {
  const key = await newPublisherKey();
  const response = await fetch(`${url}/v1/publishers`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name, key: publicHalf(key) }),
  });
  if (response.ok) return key;
  throw new Error(`expected publisher "${name}" to be listed, got ${await response.text()}`);
}
