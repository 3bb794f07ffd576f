/** The audit log, newest first: for keys with the scope `admin`. */

import type { components } from '@comfy-edge/contract';
import { Hono } from 'hono';
import { Database } from '../database.ts';
import type { AppEnv } from '../env.ts';
import { checkParameter, expecting } from '../http/check.ts';
import { limitParameter } from '../http/limit-parameter.ts';
import { cursorParameter, nextCursorOf } from '../http/page.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { nameParameter } from '../models/model-reference.ts';
import { type AuditRow, auditActions, listAudit } from '../registry/audit-log.ts';

type Schemas = components['schemas'];

const actorSchema = expecting<string>(
  'the id of a key, 1 to 64 letters and digits',
  (input) => typeof input === 'string' && /^[A-Za-z0-9]{1,64}$/.test(input),
);
const actionSchema = expecting<string>(`one of ${auditActions.join(', ')}`, (input) =>
  auditActions.some((it) => it === input),
);

export function auditRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/v1/audit', requireScope('admin'), async (c) => {
    const { model, actor, action, limit, cursor } = c.req.query();
    const wanted = limitParameter(limit);
    const filter = {
      model: model === undefined ? undefined : nameParameter('model', model),
      actor: actor === undefined ? undefined : checkParameter(actorSchema, 'actor', actor),
      action: action === undefined ? undefined : checkParameter(actionSchema, 'action', action),
      before: cursorParameter(cursor),
    };
    const rows = await listAudit(new Database(c.env.DB), filter, wanted + 1);
    const shown = rows.slice(0, wanted);
    const body: Schemas['AuditPage'] = {
      entries: shown.map(entryBody),
      ...nextCursorOf(rows.length > wanted, shown.at(-1)?.id),
    };
    return c.json(body, 200, { 'Cache-Control': 'no-store' });
  });

  return app;
}

function entryBody(row: AuditRow): Schemas['AuditEntry'] {
  const { id, at, actor, action, model, subject, reason, detail, request_id } = row;
  return {
    ...{ id, at: new Date(at).toISOString(), actor, action },
    ...(model !== null && { model }),
    ...(subject !== null && { subject }),
    ...(reason !== null && { reason }),
    detail: JSON.parse(detail) as Record<string, never>,
    requestId: request_id,
  };
}
