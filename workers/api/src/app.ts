/** The Worker's routes and what surrounds each of them. */

import type { Codecs, Engine } from '@comfy-edge/runtime';
import { Hono } from 'hono';
import type { AppEnv } from './env.ts';
import { MemoryGate } from './http/memory-gate.ts';
import { KeyAccounts } from './ledger/key-accounts.ts';
import { accessLog } from './middleware/access-log.ts';
import { allowPages } from './middleware/allow-pages.ts';
import { refuseOtherMethods } from './middleware/method-not-allowed.ts';
import { answerNotFound, answerProblem } from './middleware/problem.ts';
import { requestId } from './middleware/request-id.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { shield } from './middleware/shield.ts';
import { trace } from './middleware/trace.ts';
import { ModelCache } from './models/model-cache.ts';
import { ReceiptKeyring } from './receipts/receipt-keys.ts';
import { CanaryTally } from './registry/canary-tally.ts';
import { aliasesRoutes } from './routes/aliases.ts';
import { auditRoutes } from './routes/audit.ts';
import { comparisonsRoutes } from './routes/comparisons.ts';
import { directionsRoutes } from './routes/directions.ts';
import { docsRoutes } from './routes/docs.ts';
import { encodingsRoutes } from './routes/encodings.ts';
import { exportsRoutes } from './routes/exports.ts';
import { garbageRoutes } from './routes/garbage.ts';
import { imageFilesRoutes } from './routes/image-files.ts';
import { imagesRoutes } from './routes/images.ts';
import { interpolationsRoutes } from './routes/interpolations.ts';
import { keysRoutes } from './routes/keys.ts';
import { modelsRoutes } from './routes/models.ts';
import { openaiRoutes } from './routes/openai.ts';
import { publishersRoutes } from './routes/publishers.ts';
import { publishingRoutes } from './routes/publishing.ts';
import { receiptsRoutes } from './routes/receipts.ts';
import { reconstructionsRoutes } from './routes/reconstructions.ts';
import { serviceRoutes } from './routes/service.ts';
import { usageRoutes } from './routes/usage.ts';
import { variationsRoutes } from './routes/variations.ts';

export interface AppOptions {
  /** Boots the engine, once per isolate. */
  readonly bootEngine: () => Promise<Engine>;
  /** The image codecs of this isolate. */
  readonly codecs: Codecs;
  /** The models this isolate holds. */
  readonly models?: ModelCache;
  /** The room there is for requests. */
  readonly gate?: MemoryGate;
  /** What this isolate counts of split aliases. */
  readonly tally?: CanaryTally;
}

export function createApp({
  bootEngine,
  codecs,
  models = new ModelCache(),
  gate = new MemoryGate(),
  tally = new CanaryTally(),
}: AppOptions): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const machinery = {
    ...{ bootEngine, codecs, models, keyring: new ReceiptKeyring() },
    ...{ accounts: new KeyAccounts(), gate, tally },
  };
  app.use(requestId, trace, accessLog, securityHeaders, shield);
  // Open to any page; what comes after, to those that are listed.
  app.route('/', exportsRoutes());
  app.use(allowPages);
  app.route('/', imagesRoutes(machinery));
  app.route('/', imageFilesRoutes(machinery));
  app.route('/', interpolationsRoutes(machinery));
  app.route('/', encodingsRoutes(machinery));
  app.route('/', reconstructionsRoutes(machinery));
  app.route('/', variationsRoutes(machinery));
  app.route('/', comparisonsRoutes(machinery));
  app.route('/', directionsRoutes(machinery));
  app.route('/', openaiRoutes(machinery));
  app.route('/', receiptsRoutes(machinery));
  app.route('/', modelsRoutes());
  app.route('/', aliasesRoutes());
  app.route('/', publishingRoutes(bootEngine));
  app.route('/', publishersRoutes());
  app.route('/', garbageRoutes());
  app.route('/', auditRoutes());
  app.route('/', keysRoutes());
  app.route('/', usageRoutes());
  app.route('/', serviceRoutes(machinery));
  app.route('/', docsRoutes());
  refuseOtherMethods(app);
  app.notFound(answerNotFound);
  app.onError(answerProblem);
  return app;
}
