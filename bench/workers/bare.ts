/**
 * What the real Worker's time is held against, in the same workerd: an answer without any work, the local
 * stand-ins of the Cache API, of D1 and of a Durable Object alone, and the engine with its encoders alone. It
 * looks at no clock.
 */
import kernels from '@comfy-edge/kernels/generation.wasm';
import {
  boot,
  Codecs,
  drawRecipe,
  type LoadedModel,
  loadModel,
  type OutputFormat,
  renderImages,
} from '@comfy-edge/runtime';
import jpeg from '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm';
import webp from '@jsquash/webp/codec/enc/webp_enc.wasm';
import backend from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
import type { Shelf } from './shelf.ts';

export { Shelf } from './shelf.ts';

interface Bindings {
  readonly DB: D1Database;
  readonly SHELF: DurableObjectNamespace<Shelf>;
}

/** As large as one small image by address, and described at such length. */
const FILE = new Uint8Array(900).map((_, i) => (i * 31) % 256);
const DIGEST = '0123456789abcdef'.repeat(4);
const KEPT = {
  headers: {
    'Content-Type': 'image/png',
    'Cache-Control': 'public, max-age=31536000, immutable',
    ETag: `"${DIGEST}"`,
    'Comfy-Model-Digest': DIGEST,
    'Comfy-Engine-Id': DIGEST,
    'Comfy-Receipt': DIGEST.repeat(12),
  },
};

const codecs = new Codecs({ webp, jpeg });
let loaded: LoadedModel | undefined;

// biome-ignore lint/style/noDefaultExport: what workerd runs.
export default {
  async fetch(request: Request, env: Bindings, context: ExecutionContext): Promise<Response> {
    const { pathname, searchParams, href } = new URL(request.url);
    switch (pathname) {
      case '/nothing':
        return new Response(FILE, KEPT);
      case '/found':
        return (await caches.default.match(href)) ?? keep(href, context);
      case '/missed':
        await caches.default.match(href);
        return keep(href, context);
      case '/row':
        await env.DB.prepare('SELECT * FROM keys WHERE id = ?').bind('measured').run();
        return new Response(FILE, KEPT);
      case '/object':
        await env.SHELF.getByName('measured').put(DIGEST, FILE);
        return new Response(FILE, KEPT);
      case '/prepare':
        return prepare(await request.formData());
      case '/draw':
        return draw(searchParams);
      default:
        return new Response(`expected another path, got ${pathname}`, { status: 404 });
    }
  },
};

function keep(href: string, context: ExecutionContext): Response {
  context.waitUntil(caches.default.put(href, new Response(FILE, KEPT)));
  return new Response(FILE, KEPT);
}

/** @param form `manifest` and `generator`, as they are published */
async function prepare(form: FormData): Promise<Response> {
  const bytesOf = async (name: string) => {
    const part = form.get(name);
    if (part instanceof Blob) return new Uint8Array(await part.arrayBuffer());
    throw new Error(`expected a file "${name}", got ${typeof part}`);
  };
  loaded = await loadModel({
    engine: await boot({ backend, kernels }),
    manifestBytes: await bytesOf('manifest'),
    readBlob: () => bytesOf('generator'),
  });
  return new Response();
}

/** One image, as a file. */
async function draw(query: URLSearchParams): Promise<Response> {
  if (loaded === undefined) throw new Error('expected `/prepare` before `/draw`');
  const format = query.get('format') as OutputFormat;
  const seed = Number(query.get('seed'));
  const { classes } = loaded.manifest;
  const recipe = { seed, n: 1, class: classes[seed % classes.length] ?? '', truncation: 1 };
  const images = drawRecipe(recipe, loaded).map(({ image }) => image);
  await renderImages(images, { format }, codecs);
  return new Response();
}
