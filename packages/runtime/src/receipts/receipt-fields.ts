/** What the fields of a receipt must be, each alone and together; whether a model can do it shows in a replay. */
import { isDigest } from '@comfy-edge/model';
import { animationTypes } from '../animation/render-animation.ts';
import { decodeLatent } from '../recipe/latent-text.ts';
import { mediaTypes } from '../render.ts';
import type { Receipt } from './receipt.ts';
import { ReceiptError } from './receipt-error.ts';

type Check = (value: unknown) => boolean;

const maxU32 = 0xffffffff;
/** Images of a request, or frames of a path. */
const maxImages = 120;

const isU32: Check = (value) => isWithin(value, 0, maxU32);
const isName: Check = (value) => typeof value === 'string' && /^[a-z0-9-]{1,256}$/.test(value);
const isSha256: Check = (value) => typeof value === 'string' && isDigest(value);
const isShare: Check = (value) => typeof value === 'number' && value >= 0 && value <= 1;
const isLatent: Check = (value) => typeof value === 'string' && decodeLatent(value) !== undefined;
const isTrue: Check = (value) => value === true;
const isSteps: Check = (value) =>
  Array.isArray(value) &&
  value.length >= 1 &&
  value.every((step) => isObjectOf(step, { index: isDirection, amount: isAmount }, {}));
const isDirection: Check = (value) => isWithin(value, 0, 63);
const isAmount: Check = (value) => typeof value === 'number' && Math.abs(value) <= 10;

const isWaypoint: Check = (value) =>
  isObjectOf(value, { class: isName }, { seed: isU32, latent: isLatent, directions: isSteps }) &&
  // One of both, and not the other.
  Object.hasOwn(value as object, 'seed') !== Object.hasOwn(value as object, 'latent');

const isPath: Check = (value) =>
  isObjectOf(
    value,
    { waypoints: (it) => Array.isArray(it) && it.length <= 16 && it.every(isWaypoint) },
    { loop: isTrue, position: isShare },
  );

const required: Readonly<Partial<Record<keyof Receipt, Check>>> = {
  version: (value) => value === 1,
  engine: isSha256,
  model: isName,
  digest: isSha256,
  seed: isU32,
  n: (value) => isWithin(value, 1, maxImages),
  truncation: isShare,
  format: (value) =>
    typeof value === 'string' &&
    (Object.hasOwn(mediaTypes, value) || Object.hasOwn(animationTypes, value)),
  pixels: isSha256,
};
const optional: Readonly<Partial<Record<keyof Receipt, Check>>> = {
  class: isName,
  directions: isSteps,
  latent: isLatent,
  strength: isShare,
  path: isPath,
  against: (value) => isObjectOf(value, { model: isName, digest: isSha256 }, {}),
  frameMs: (value) => isWithin(value, 10, 10_000),
  size: (value) => isWithin(value, 1, 1024),
  resampling: (value) => value === 'nearest' || value === 'lanczos',
  quality: (value) => isWithin(value, 1, 100),
  valueType: (value) => value === 'float32',
  columns: (value) => isWithin(value, 1, maxImages),
};

/** @throws ReceiptError for a field that is missing, unknown or not what it must be */
export function checkFields(receipt: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(required)) {
    if (!Object.hasOwn(receipt, name)) throw new ReceiptError(`expected ${name}, got none`);
  }
  const checks: Readonly<Record<string, Check>> = { ...required, ...optional };
  for (const [name, value] of Object.entries(receipt)) {
    const isValid = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (isValid === undefined) throw new ReceiptError(`expected no ${JSON.stringify(name)}`);
    if (!isValid(value)) {
      throw new ReceiptError(`expected another ${name}, got ${JSON.stringify(value)}`);
    }
  }
}

/**
 * A receipt says nothing that decides nothing, or two could be told for one file.
 *
 * @throws ReceiptError for fields that do not go together
 */
export function checkKind(receipt: Receipt): void {
  const { path, latent, against, frameMs, format } = receipt;
  const isAnimation = frameMs !== undefined;
  expect(path === undefined || against === undefined, 'a path of one version');
  expect(latent === undefined || against === undefined, 'a latent of one version');
  expect(against === undefined || receipt.n <= 32, 'at most 32 pairs');
  expect(path !== undefined || receipt.n <= 64, 'at most 64 images');
  expect(!isAnimation || path !== undefined, 'a path to be animated');
  expect(
    Object.hasOwn(isAnimation ? animationTypes : mediaTypes, format),
    `the format of ${isAnimation ? 'an animation' : 'stills'}`,
  );
  if (latent === undefined) {
    expect(receipt.strength === undefined, 'a strength beside a latent');
  } else {
    expect(path === undefined, 'a latent or a path');
    const { class: name, strength, truncation, directions } = receipt;
    expect(name !== undefined && strength !== undefined, 'a latent with class and strength');
    expect(truncation === 1 && directions === undefined, 'a latent as it is');
  }
  if (path !== undefined) checkPath(receipt, path);
}

function checkPath(receipt: Receipt, path: NonNullable<Receipt['path']>): void {
  const { waypoints, loop, position } = path;
  const { seed, class: name, directions, n } = receipt;
  expect(
    seed === 0 && name === undefined && directions === undefined,
    'seeds, classes and directions at the waypoints of a path',
  );
  if (position === undefined) {
    expect(waypoints.length >= 2 && n >= 2, 'a path of two waypoints and two images at least');
    return;
  }
  expect(n === 1 && loop === undefined, 'one image alone at a position');
  // At a waypoint there is no second one, and a seed's own image is no path.
  const isAtWaypoint = waypoints.length === 1 && position === 0 && waypoints[0]?.latent;
  const isBetween = waypoints.length === 2 && position > 0 && position < 1;
  expect(Boolean(isAtWaypoint) || isBetween, 'a position at a latent or between two waypoints');
}

function expect(condition: boolean, what: string): void {
  if (!condition) throw new ReceiptError(`expected ${what}, got something else`);
}

function isObjectOf(
  value: unknown,
  needed: Readonly<Record<string, Check>>,
  further: Readonly<Record<string, Check>>,
): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const checks: Readonly<Record<string, Check>> = { ...needed, ...further };
  return (
    Object.keys(needed).every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, it]) => Object.hasOwn(checks, name) && checks[name]?.(it))
  );
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
