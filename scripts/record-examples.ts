/**
 * Brings the examples of openapi.yaml up to date, so that whoever runs `npm start` gets what they show: the
 * version of `models/fashion-mnist`, the engine, and what both make of one seed. Part of `npm run gen`; that it
 * was forgotten, `workers/api/test/workerd/examples.test.ts` says. The text around them stays as it is.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { openapiDocument } from '@comfy-edge/contract/document';
import { sha256Hex } from '@comfy-edge/model';
import { findReceipt, parseReceipt } from '@comfy-edge/runtime';
import { replayInNode } from './replay-in-node.ts';

const contract = new URL('../openapi.yaml', import.meta.url);

/** What an image of the examples is told by. */
interface Recorded {
  readonly digest: string;
  readonly engineId: string;
  readonly sha256: string;
  readonly receipt: string;
  readonly pixels: string;
}

const [shown, actual] = [shownByTheContract(), await makeAgain()];
let text = await readFile(contract, 'utf8');
for (const name of Object.keys(actual) as (keyof Recorded)[]) {
  if (!text.includes(shown[name])) throw new Error(`${name}: expected ${shown[name]}, got none`);
  text = text.replaceAll(shown[name], actual[name]);
  const change = shown[name] === actual[name] ? 'as it was' : actual[name];
  console.log(`${name.padEnd(9)} ${change}`);
}
await writeFile(contract, text);

/** As it was generated last. */
function shownByTheContract(): Recorded {
  const { digest, engineId, images } = answerOf('/v1/images', 'one') as {
    digest: string;
    engineId: string;
    images: [{ sha256: string; receipt: string }];
  };
  const { receipt } = answerOf('/v1/verifications', 'genuine') as { receipt: { pixels: string } };
  const [{ sha256, receipt: token }] = images;
  return { digest, engineId, sha256, receipt: token, pixels: receipt.pixels };
}

/** The example of a JSON answer to a POST. */
function answerOf(path: string, name: string): unknown {
  const keys = ['paths', path, 'post', 'responses', '200', 'content', 'application/json'];
  return [...keys, 'examples', name, 'value'].reduce<unknown>(
    (value, key) => (value as Record<string, unknown>)[key],
    openapiDocument,
  );
}

async function makeAgain(): Promise<Recorded> {
  const { digest, engineId, file } = await replayInNode('models/fashion-mnist');
  const bytes = await file({ class: 'sneaker', seed: 42 });
  const embedded = findReceipt('png', bytes);
  if (embedded === undefined) throw new Error('expected a file with a receipt, got none');
  const { pixels } = parseReceipt(embedded.receipt);
  // As a deployment without a key says it: an unsecured JSON Web Signature (RFC 7515, A.5).
  const receipt = `${base64Url('{"alg":"none"}')}.${base64Url(embedded.receipt)}.`;
  return { digest, engineId, sha256: await sha256Hex(bytes), receipt, pixels };
}

function base64Url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
