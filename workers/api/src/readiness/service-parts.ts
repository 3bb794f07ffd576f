/** The parts of this service. A deployment may lack what is not needed. */

import type { Context } from 'hono';
import { Database } from '../database.ts';
import type { AppEnv } from '../env.ts';
import { parseModelReference } from '../models/model-reference.ts';
import { Storage } from '../models/storage.ts';
import { type Machinery, useVersion } from '../models/use-version.ts';
import type { Part } from './parts.ts';

export function serviceParts(c: Context<AppEnv>, machinery: Machinery): Part[] {
  const { MODELS, DB, DEFAULT_MODEL = '', RECEIPT_KEYS = '' } = c.env;
  return [
    {
      ...{ name: 'object_storage', needed: true, present: MODELS !== undefined },
      // Whether the object exists does not matter: that storage answers does.
      ask: () => new Storage(MODELS).head('readyz'),
    },
    {
      ...{ name: 'database', needed: true, present: DB !== undefined },
      ask: () => new Database(DB).first('SELECT 1'),
    },
    {
      ...{ name: 'default_model', needed: true, present: DEFAULT_MODEL !== '' },
      async ask() {
        const version = await useVersion(c, machinery, parseModelReference(DEFAULT_MODEL));
        await version.withGenerator(() => {});
      },
    },
    {
      ...{ name: 'receipt_keys', needed: false, present: RECEIPT_KEYS !== '' },
      ask: () => machinery.keyring.keysOf(RECEIPT_KEYS),
    },
  ];
}
