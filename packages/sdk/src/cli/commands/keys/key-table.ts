/** Keys as people read them. */
import type { Key } from '../../../resources/keys.ts';
import type { Paint } from '../../output/paint.ts';
import { timeText } from '../../output/quantities.ts';
import type { Cell } from '../../output/table.ts';

function stateOf({ revokedAt, expiresAt }: Key, nowMs: number): string {
  if (revokedAt !== undefined) return `revoked ${timeText(revokedAt)}`;
  if (expiresAt === undefined) return 'active';
  return Date.parse(expiresAt) > nowMs
    ? `active until ${timeText(expiresAt)}`
    : `expired ${timeText(expiresAt)}`;
}

/** Green where requests are let in with it. */
export function stateCell(key: Key, paint: Paint, nowMs: number): Cell {
  const text = stateOf(key, nowMs);
  return { text, paint: text.startsWith('active') ? paint.green : paint.dim };
}

export function quotasText({ quotas }: Pick<Key, 'quotas'>): string | undefined {
  if (quotas === undefined) return undefined;
  return Object.entries(quotas)
    .map(([name, quota]) => `${name}=${quota ?? 'unlimited'}`)
    .join(' ');
}
