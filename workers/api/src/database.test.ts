import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { brokenDatabase } from '../test/support/client.ts';
import { Database } from './database.ts';

const unavailable = { name: 'ProblemError', code: 'storage_unavailable' };

test('the tables are there, and rows come back as they were written', async () => {
  const database = new Database(env.DB);
  const insert =
    "INSERT INTO keys VALUES ('a', ?, 'é💩', 'images:write', 'bootstrap', ?, NULL, NULL, NULL, '{}')";
  expect(await database.run(insert, '0'.repeat(64), 1_800_000_000_000)).toBeGreaterThan(0);
  expect(
    await database.first("SELECT name, created_at, expires_at FROM keys WHERE id = 'a'"),
  ).toEqual({
    ...{ name: 'é💩', created_at: 1_800_000_000_000, expires_at: null },
  });
  const remove = "DELETE FROM keys WHERE id = 'a' RETURNING id";
  expect(await database.all(remove)).toEqual([{ id: 'a' }]);
  expect(await database.first(remove)).toBeUndefined();
});

test('a batch is all or nothing', async () => {
  const database = new Database(env.DB);
  const row = (id: string) => ({
    sql: "INSERT INTO keys VALUES (?, ?, '', '', '', 0, 0, 0, 0, '{}') RETURNING id",
    values: [id, '0'.repeat(64)],
  });
  await expect(database.batch([row('b'), row('b')])).rejects.toMatchObject(unavailable);
  expect(await database.all("SELECT id FROM keys WHERE id = 'b'")).toEqual([]);
  expect(await database.batch([row('b'), row('c')])).toEqual([[{ id: 'b' }], [{ id: 'c' }]]);
});

test('a failure of D1 is a problem that may be tried again', async () => {
  const database = new Database(brokenDatabase());
  const error = await database.first('SELECT 1').catch((it: Error) => it);
  expect(error).toMatchObject(unavailable);
  expect(error).toMatchObject({ cause: { message: 'D1_ERROR: internal error 10001' } });
  const statement = { sql: 'SELECT 1', values: [] };
  await expect(database.batch([statement])).rejects.toMatchObject(unavailable);
});

test('so is silence', async () => {
  const silent = brokenDatabase(() => new Promise(() => {}));
  const database = new Database(silent, { timeoutMs: 20 });
  const cause = { message: 'expected D1 to answer in 20 ms, got nothing' };
  await expect(database.run('SELECT 1')).rejects.toMatchObject({ ...unavailable, cause });
});

test('a deployment without a database says so', () => {
  expect(() => new Database(undefined)).toThrow('expected the D1 binding DB, got none');
});
