/** Receipts: the keys that sign them, and whether an image is what its receipt says. */

import type { components } from '@comfy-edge/contract';
import { checkSignature, compareReceipts, compareSignature, engineId } from '@comfy-edge/runtime';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { AppEnv } from '../env.ts';
import { ServerTiming } from '../http/server-timing.ts';
import { readImages } from '../middleware/read-images.ts';
import type { Machinery } from '../models/use-version.ts';
import { compareFiles } from '../receipts/compare-files.ts';
import { readEvidence } from '../receipts/read-evidence.ts';
import { replay } from '../receipts/replay.ts';

type Schemas = components['schemas'];

export function receiptsRoutes(machinery: Machinery): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const { keyring } = machinery;

  app.get('/.well-known/comfy-edge-keys.json', etag(), async (c) => {
    const { published } = await keyring.keysOf(c.env.RECEIPT_KEYS);
    const keys: Schemas['ReceiptKeys'] = { keys: [...published] };
    return c.json(keys, 200, { 'Cache-Control': 'no-cache' });
  });

  app.post('/v1/verifications', readImages, async (c) => {
    const { embedded, receipt, file } = await readEvidence(c.req.raw);
    const timing = new ServerTiming();
    const keys = await keyring.keysOf(c.env.RECEIPT_KEYS);
    const signature = await checkSignature(embedded, keys.published);
    const made = await replay(c, machinery, receipt);
    timing.mark('replay');
    const { format, frameMs } = receipt;
    const differences = [
      ...compareSignature(signature, keys.signing !== undefined),
      ...compareReceipts(embedded, made.embedded),
      ...(file === undefined || format === 'npy'
        ? []
        : await compareFiles(file, { ...made, format }, frameMs !== undefined)),
    ];
    timing.mark('compare');
    const body: Schemas['Verification'] = {
      genuine: differences.length === 0,
      evidence: file === undefined ? 'receipt' : 'image',
      signature,
      // Checked, and so what the contract describes.
      receipt: JSON.parse(embedded.receipt) as Schemas['Receipt'],
      differences,
    };
    return c.json(body, 200, {
      'Cache-Control': 'no-store',
      'Comfy-Engine-Id': engineId,
      'Server-Timing': timing.toString(),
    });
  });

  return app;
}
