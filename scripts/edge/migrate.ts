/** The Worker's tables in an empty database: every migration in order, as `wrangler d1 migrations apply` would. */
import { readdir, readFile } from 'node:fs/promises';
import { unstable_splitSqlQuery as splitSql } from 'wrangler';
import type { LocalDatabase } from '../workerd/workerd.ts';

const migrations = new URL('../../workers/api/migrations/', import.meta.url);

export async function migrate(database: LocalDatabase): Promise<void> {
  const names = (await readdir(migrations)).filter((name) => name.endsWith('.sql')).sort();
  for (const name of names) {
    const sql = await readFile(new URL(name, migrations), 'utf8');
    await database.batch(splitSql(sql).map((statement) => database.prepare(statement)));
  }
}
