/**
 * The page of a run as a hono app: a document, what it asks for again and again (`run.json`,
 * `curves.json`), and the run's pictures. Read only, and only for this machine.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { ConfigError } from '../../config/train-config.ts';
import { curvesChart } from '../curves.ts';
import { readStats } from '../stats-log.ts';
import { summarizeRun } from './run-summary.ts';

const require = createRequire(import.meta.url);

/** What the page consists of, by path; nothing else is served from this folder. */
const assets = {
  '/': { file: 'page.html', type: 'text/html; charset=utf-8' },
  '/page.js': { file: 'page.js', type: 'text/javascript; charset=utf-8' },
  '/page.css': { file: 'page.css', type: 'text/css; charset=utf-8' },
} as const;

const types = { png: 'image/png', gif: 'image/gif', apng: 'image/apng', svg: 'image/svg+xml' };

export function runPage(run: string): Hono {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        styleSrc: ["'self'", "'unsafe-inline'"], // ECharts' tooltips.
      },
      strictTransportSecurity: false, // There is no TLS on 127.0.0.1.
    }),
    async (context, next) => {
      // A page elsewhere must not reach this one under a name of its own (DNS rebinding).
      if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(context.req.header('host') ?? '')) {
        return context.text('expected to be asked for 127.0.0.1 or localhost\n', 403);
      }
      await next();
      context.header('Cache-Control', 'no-cache');
    },
  );
  app.onError((error, context) => {
    if (!(error instanceof ConfigError)) throw error;
    return context.text(`${error.message}\n`, 503);
  });
  for (const [path, { file, type }] of Object.entries(assets)) {
    app.get(path, () => fileResponse(join(import.meta.dirname, 'assets', file), type));
  }
  app.get('/echarts.js', () =>
    fileResponse(require.resolve('echarts/dist/echarts.min'), 'text/javascript; charset=utf-8'),
  );
  app.get('/run.json', (context) => context.json(summarizeRun(run)));
  app.get('/curves.json', (context) =>
    context.json(curvesChart(readStats(join(run, 'stats.jsonl'))) ?? null),
  );
  app.get('/stats.jsonl', () => fileResponse(join(run, 'stats.jsonl'), 'application/jsonl'));
  app.get('/samples/:file{epoch-[0-9]+\\.png}', (context) =>
    fileResponse(join(run, 'samples', context.req.param('file')), types.png),
  );
  app.get('/:file{(samples|walk)\\.(gif|apng)|curves\\.(svg|png)}', (context) => {
    const file = context.req.param('file');
    const extension = file.slice(file.indexOf('.') + 1) as keyof typeof types;
    return fileResponse(join(run, file), types[extension]);
  });
  return app;
}

function fileResponse(path: string, type: string): Response {
  if (!existsSync(path)) return new Response('nothing here yet\n', { status: 404 });
  return new Response(readFileSync(path), { headers: { 'Content-Type': type } });
}
