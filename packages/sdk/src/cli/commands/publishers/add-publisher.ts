/** `comfy-edge publishers add`. */
import { Argument } from 'commander';
import type { PublicKey } from '../../../resources/publishers.ts';
import { defineCommand } from '../../command.ts';
import { readInput } from '../../files/read-input.ts';
import { printable } from '../../output/printable.ts';
import { UsageError } from '../../usage-error.ts';

export const addPublisher = defineCommand<object, [name: string, keyFile: string]>({
  name: 'add',
  summary: 'Believe a publisher',
  more: 'The file is an Ed25519 key as JSON Web Key, such as npm run new-publisher-key writes. Of a private key the public half alone is sent. Needs a key with the scope admin.',
  arguments: [
    new Argument('<name>', 'for people'),
    new Argument('<key-file>', 'a JSON Web Key, or - for stdin'),
  ],
  examples: { 'publishers add "release pipeline" ~/.comfy-edge-publisher.json': 'One more' },
  async run(session, _, name, keyFile) {
    const key = publicHalf(await readInput(keyFile, session.terminal), keyFile);
    const publisher = await session.edge.publishers.add({ name, key });
    session.print({
      json: publisher,
      text: () => `${printable(`${publisher.id} (${publisher.name}) is believed`)}\n`,
    });
    return undefined;
  },
});

/** @throws UsageError that repeats nothing of the file */
function publicHalf(file: Uint8Array, path: string): PublicKey {
  const key = parseJson(file);
  if (typeof key === 'object' && key !== null && 'x' in key && typeof key.x === 'string') {
    const { kty, crv } = key as { readonly kty?: unknown; readonly crv?: unknown };
    if (kty === 'OKP' && crv === 'Ed25519') return { kty, crv, x: key.x };
  }
  throw new UsageError(`expected an Ed25519 key as JSON Web Key in ${path}, got something else`);
}

function parseJson(file: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(file));
  } catch {
    return undefined;
  }
}
