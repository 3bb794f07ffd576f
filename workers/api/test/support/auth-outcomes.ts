/** What every operation that takes a key answers to keys that are valid no more, whatever else it is sent. */

import { type Answer, Client } from './client.ts';
import { contract } from './contract.ts';
import { expiredKey, revokedKey } from './test-keys.ts';

const edge = new Client();

export const authOutcomes: Record<string, () => Promise<Answer>> = Object.fromEntries(
  contract.operations.flatMap(({ id, target, scope }) => {
    if (target === undefined || scope === undefined) return [];
    const { method, template } = target;
    const path = template.replaceAll(/\{(\w+)\}/g, '$1');
    return [
      [`${id} 401 key_revoked`, () => edge.send(path, { method, key: revokedKey })],
      [`${id} 401 key_expired`, () => edge.send(path, { method, key: expiredKey })],
    ];
  }),
);
