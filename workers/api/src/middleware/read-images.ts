/**
 * Images by URL make the engine work, and an `<img>` has no key: open to everybody where the deployment
 * says so (`PUBLIC_IMAGES`), for keys that may generate otherwise.
 */

import type { MiddlewareHandler } from 'hono';
import type { AppEnv, Bindings } from '../env.ts';
import { requireScope } from './require-scope.ts';

const withKey = requireScope('images:write');

/** @throws ProblemError `unauthenticated`, `insufficient_scope` */
export const readImages: MiddlewareHandler<AppEnv> = (c, next) =>
  hasPublicImages(c.env) ? next() : withKey(c, next);

/** @throws Error where the configuration is not what it must be */
export function hasPublicImages({ PUBLIC_IMAGES = 'false' }: Bindings): boolean {
  if (PUBLIC_IMAGES === 'true') return true;
  if (PUBLIC_IMAGES === 'false') return false;
  throw new Error(`PUBLIC_IMAGES: expected true or false, got ${JSON.stringify(PUBLIC_IMAGES)}`);
}
