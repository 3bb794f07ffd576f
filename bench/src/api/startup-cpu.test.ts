import { expect, test } from 'vitest';
import { activeMs } from './startup-cpu.ts';

test('of a profile counts all that is not idle', () => {
  const node = (id: number, functionName: string) => ({ id, callFrame: { functionName } });
  const nodes = [node(1, '(root)'), node(2, '(idle)'), node(3, ''), node(4, '(program)')];
  const profile = { nodes, samples: [2, 3, 4, 2], timeDeltas: [1000, 2000, 500, 9000] };
  expect(activeMs(profile)).toBe(2.5);
});
