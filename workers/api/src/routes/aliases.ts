/**
 * Aliases: where they point, what they pointed at, and everything that moves them. Reading is public; the rest
 * is for keys with the scope `models:write`.
 */

import type { components, QualityPolicy } from '@comfy-edge/contract';
import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import * as v from 'valibot';
import type { AppEnv } from '../env.ts';
import { readJson } from '../http/body.ts';
import { checkBody, expecting, integerBetween, isTextBetween } from '../http/check.ts';
import { limitParameter } from '../http/limit-parameter.ts';
import { cursorParameter, nextCursorOf } from '../http/page.ts';
import { ProblemError } from '../http/problem-error.ts';
import { repeats } from '../middleware/repeats.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { digestSchema, nameParameter } from '../models/model-reference.ts';
import { Registry } from '../models/registry.ts';
import type { AliasRevision, AliasState } from '../registry/alias-store.ts';
import { authorOf, optionalReason, reasonParameter } from '../registry/author.ts';
import { takesUnsigned } from '../registry/believe-statement.ts';
import { checkCondition, countsOf, noCanary, Promotion } from '../registry/promotion.ts';
import { aliasCondition } from './alias-condition.ts';

type Schemas = components['schemas'];

const aliasBodyLimitBytes = 4 * 1024;
const policyLimitBytes = 64 * 1024;

const why = {
  reason: optionalReason,
  force: v.exactOptional(expecting<boolean>('true or false', (it) => typeof it === 'boolean')),
};
const moveSchema = v.strictObject({ digest: digestSchema, ...why });
const splitSchema = v.strictObject({
  digest: digestSchema,
  percent: integerBetween(1, 99),
  ...why,
});
const rollbackSchema = v.strictObject({ reason: optionalReason });

const number = expecting<number>('a finite number', (input) => Number.isFinite(input));
const tolerance = expecting<number>(
  'a number of 0 or more',
  (input) => Number.isFinite(input) && (input as number) >= 0,
);
const ruleSchema = v.strictObject({
  metric: expecting<string>('a name of 1 to 64 characters', (it) => isTextBetween(it, 1, 64)),
  better: expecting<'higher' | 'lower'>(
    'higher or lower',
    (it) => it === 'higher' || it === 'lower',
  ),
  limit: v.exactOptional(number),
  tolerance: v.exactOptional(tolerance),
});
const rulesSchema = expecting<unknown[]>(
  'a list of at most 64 rules',
  (input) => Array.isArray(input) && input.length <= 64,
);
const policySchema: v.GenericSchema<unknown, QualityPolicy & { reason?: string }> = v.strictObject({
  rules: v.pipe(rulesSchema, v.array(ruleSchema)),
  reason: optionalReason,
});

export function aliasesRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const path = '/v1/models/:model/aliases/:alias';
  const publishers = requireScope('models:write');

  app.get(path, etag(), async (c) => {
    const { model, alias } = placeOf(c);
    const state = await new Registry(c.env).readAlias(model, alias);
    return c.json(aliasBody(state), 200, { 'Cache-Control': 'no-cache', ...tagOf(state) });
  });

  app.put(path, publishers, async (c) => {
    const place = placeOf(c);
    const condition = aliasCondition(c);
    if (condition === undefined) {
      throw new ProblemError(
        'precondition_required',
        'expected If-Match with an ETag or If-None-Match: *, got neither',
        { parameter: 'If-Match' },
      );
    }
    const body = checkBody(moveSchema, await readJson(c.req.raw, aliasBodyLimitBytes));
    const { digest } = body;
    expectReason(body);
    Object.assign(c.get('log'), { model: place.model, digest });
    const revision = await promotionOf(c).move(place, digest, condition, body);
    const moved: Schemas['ModelAlias'] = { alias: place.alias, digest };
    return c.json(moved, 'absent' in condition ? 201 : 200, tagOf({ revision }));
  });

  app.post(`${path}/rollback`, publishers, repeats(aliasBodyLimitBytes), async (c) => {
    const { reason } = checkBody(rollbackSchema, await readJson(c.req.raw, aliasBodyLimitBytes));
    const change = c.get('creation')?.record?.change;
    const { digest, revision } =
      (await doneBefore(c, change)) ?? (await rollBack(c, reason, change));
    Object.assign(c.get('log'), { digest });
    const moved: Schemas['ModelAlias'] = { alias: placeOf(c).alias, digest };
    return c.json(moved, 200, tagOf({ revision }));
  });

  app.put(`${path}/policy`, publishers, async (c) => {
    const { place, before } = await found(c);
    const body = checkBody(policySchema, await readJson(c.req.raw, policyLimitBytes));
    const { rules, reason } = body;
    const policy = { rules };
    const revision = await promotionOf(c).setPolicy(place, before, policy, reason);
    return c.json(aliasBody({ ...before, policy }), 200, tagOf({ revision }));
  });

  app.get(`${path}/canary`, async (c) => {
    const { model, alias } = placeOf(c);
    const registry = new Registry(c.env);
    const state = await registry.readAlias(model, alias);
    if (state.canary === undefined) throw noCanary(alias);
    const counts = await registry.aliases.counts(model, state);
    const body: Schemas['Canary'] = { ...state.canary, counts: countsOf(state, counts) };
    return c.json(body, 200, { 'Cache-Control': 'no-store' });
  });

  app.put(`${path}/canary`, publishers, async (c) => {
    const { place, before } = await found(c);
    const body = checkBody(splitSchema, await readJson(c.req.raw, aliasBodyLimitBytes));
    const { digest, percent } = body;
    expectReason(body);
    Object.assign(c.get('log'), { digest });
    const canary = { digest, percent };
    const revision = await promotionOf(c).split(place, before, canary, body);
    return c.json(aliasBody({ ...before, canary }), 200, tagOf({ revision }));
  });

  app.delete(`${path}/canary`, publishers, async (c) => {
    const { place, before } = await found(c);
    const reason = reasonParameter(c.req.query('reason'));
    const revision = await promotionOf(c).endSplit(place, before, reason);
    return c.json(aliasBody({ ...before, canary: undefined }), 200, tagOf({ revision }));
  });

  app.get(`${path}/history`, async (c) => {
    const { model, alias } = placeOf(c);
    const limit = limitParameter(c.req.query('limit'));
    const before = cursorParameter(c.req.query('cursor'));
    const registry = new Registry(c.env);
    await registry.readAlias(model, alias);
    const rows = await registry.aliases.history(model, alias, limit + 1, before);
    const shown = rows.slice(0, limit);
    const body: Schemas['AliasHistory'] = {
      revisions: shown.map(revisionBody),
      ...nextCursorOf(rows.length > limit, shown.at(-1)?.revision),
    };
    return c.json(body, 200, { 'Cache-Control': 'no-store' });
  });

  return app;
}

export function aliasBody({ alias, digest, canary, policy }: AliasState): Schemas['ModelAlias'] {
  return {
    ...{ alias, digest },
    ...(canary && { canary: { ...canary } }),
    ...(policy && { policy: { rules: policy.rules.map((rule) => ({ ...rule })) } }),
  };
}

function revisionBody(row: AliasRevision): Schemas['AliasRevision'] {
  const { revision, digest, canary_digest, canary_percent, action, at } = row;
  return {
    ...{ revision, digest, action, at: new Date(at).toISOString() },
    ...(canary_digest !== null &&
      canary_percent !== null && { canary: { digest: canary_digest, percent: canary_percent } }),
  };
}

function tagOf({ revision }: Pick<AliasState, 'revision'>): { ETag: string } {
  return { ETag: `"${revision}"` };
}

function placeOf(c: Context<AppEnv>): { model: string; alias: string } {
  const model = nameParameter('model', c.req.param('model'));
  return { model, alias: nameParameter('alias', c.req.param('alias')) };
}

/** The alias as it is, and as `If-Match` says where that is sent. */
async function found(c: Context<AppEnv>) {
  const place = placeOf(c);
  Object.assign(c.get('log'), { model: place.model });
  const condition = aliasCondition(c);
  const before = await new Registry(c.env).readAlias(place.model, place.alias);
  checkCondition(place.alias, before, condition);
  return { place, before };
}

async function rollBack(
  c: Context<AppEnv>,
  reason: string | undefined,
  change: string | undefined,
): Promise<{ digest: string; revision: number }> {
  const { place, before } = await found(c);
  return promotionOf(c).rollBack(place, before, { reason, change });
}

/** What an earlier execution of the same request has done, of which the ledger was not told in time. */
async function doneBefore(
  c: Context<AppEnv>,
  change: string | undefined,
): Promise<{ digest: string; revision: number } | undefined> {
  if (change === undefined) return undefined;
  const { model, alias } = placeOf(c);
  return new Registry(c.env).aliases.findChange(model, alias, change);
}

function promotionOf(c: Context<AppEnv>): Promotion {
  const { aliases, versions } = new Registry(c.env);
  const author = authorOf(c);
  return new Promotion({ aliases, versions, takesUnsigned: takesUnsigned(c.env), author });
}

/** Whoever overrules the gate says why. */
function expectReason({ force, reason }: { force?: boolean; reason?: string }): void {
  if (force !== true || reason !== undefined) return;
  throw new ProblemError('invalid_request', 'expected a reason with force, got none', {
    pointer: '/reason',
  });
}
