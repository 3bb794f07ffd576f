/** The Worker. Each isolate boots one engine and keeps the models it was asked for. */

import { createApp } from './app.ts';
import { bootEngine } from './boot-engine.ts';
import { runCanary } from './canary/run-canary.ts';
import type { Bindings } from './env.ts';
import { imageCodecs } from './image-codecs.ts';
import { ModelCache } from './models/model-cache.ts';

export { KeyLedger } from './ledger/key-ledger.ts';

const maker = { bootEngine, codecs: imageCodecs(), models: new ModelCache() };
const app = createApp(maker);

export default {
  fetch: app.fetch,
  scheduled: ({ scheduledTime }, env) => runCanary(env, maker, scheduledTime),
} satisfies ExportedHandler<Bindings>;
