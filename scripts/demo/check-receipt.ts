/** What `receipts.verify` says of an image, and of its receipt with one number changed. */
import type { ComfyEdge, EdgeImage, Verification } from '@comfy-edge/sdk';

export interface ReceiptVerdicts {
  readonly own: Verification;
  /** Of the same receipt for the next seed. */
  readonly edited: Verification;
}

export async function checkReceipt(client: ComfyEdge, image: EdgeImage): Promise<ReceiptVerdicts> {
  const own = await client.verifications.create(image);
  const edited = await client.verifications.create({ receipt: withNextSeed(image) });
  return { own, edited };
}

/** For people, on one line. */
export function verdict({ genuine, signature, differences }: Verification): string {
  const signed = signature === 'none' ? 'unsigned' : `signature ${signature}`;
  if (genuine) return `genuine (${signed})`;
  return `not ours: ${differences.map(({ part }) => part).join(', ')} differs (${signed})`;
}

/** A token is header, payload and signature in base64url (RFC 7515). */
function withNextSeed({ receipt, seed }: EdgeImage): string {
  const [header = '', payload = ''] = receipt.split('.');
  const text = Buffer.from(payload, 'base64url').toString();
  const edited = text.replace(`"seed":${seed}`, `"seed":${seed + 1}`);
  if (edited === text) throw new Error(`expected a receipt of seed ${seed}, got ${text}`);
  return `${header}.${Buffer.from(edited).toString('base64url')}.`;
}
