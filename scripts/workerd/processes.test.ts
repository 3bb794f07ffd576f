import { expect, test } from 'vitest';
import { hasProcessAccounts, parseSchedstat, parseStat, processorMs } from './processes.ts';

test('nanoseconds on a processor are the first figure of schedstat', () => {
  expect(parseSchedstat('2337597077 168898233 9\n')).toBe(2337597077);
});

test.each(['', '12\n', '1 2 3 4\n', 'x 2 3\n'])('refuses schedstat %j', (text) => {
  expect(() => parseSchedstat(text)).toThrow(/three whole numbers/);
});

test('a name with parentheses and spaces hides no parent', () => {
  expect(parseStat('12 (a) b (c) S 34 12 0 -1')).toEqual({ name: 'a) b (c', parentId: 34 });
});

test.runIf(hasProcessAccounts)('the time of a process grows by the work it does', async () => {
  const before = await processorMs(process.pid);
  const usage = process.cpuUsage();
  while (process.cpuUsage(usage).user < 100_000);
  expect((await processorMs(process.pid)) - before).toBeGreaterThan(90);
});
