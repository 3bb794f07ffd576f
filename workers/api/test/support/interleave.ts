/** Bindings that stop at every await, so that a test decides what happens in between, or what fails. */

/** Called before and after each call to a binding; what it throws is the call's failure. */
export type AtAwait = (when: 'before' | 'after', name: string) => Promise<void> | void;

/** The database, with every statement that is run announced. */
export function watchedDatabase(d1: D1Database, atAwait: AtAwait): D1Database {
  const announced =
    <T>(name: string, run: () => Promise<T>) =>
    async () => {
      await atAwait('before', name);
      const answer = await run();
      await atAwait('after', name);
      return answer;
    };
  // D1 takes its own statements alone in a batch: behind each wrapper stands the real one.
  const real = new WeakMap<D1PreparedStatement, D1PreparedStatement>();
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const wrapper: D1PreparedStatement = new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => wrap(target.bind(...values));
        if (name === 'run') return announced('DB.run', () => target.run());
        return Reflect.get(target, name);
      },
    });
    real.set(wrapper, statement);
    return wrapper;
  };
  return new Proxy(d1, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => wrap(target.prepare(sql));
      if (name !== 'batch') return Reflect.get(target, name);
      return (statements: D1PreparedStatement[]) =>
        announced('DB.batch', () => target.batch(statements.map((it) => real.get(it) ?? it)))();
    },
  });
}

/** The bucket, with every call announced. */
export function watchedBucket(bucket: R2Bucket, atAwait: AtAwait): R2Bucket {
  return new Proxy(bucket, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...parameters: unknown[]) => {
        await atAwait('before', `MODELS.${String(name)}`);
        const answer: unknown = await method.apply(target, parameters);
        await atAwait('after', `MODELS.${String(name)}`);
        return answer;
      };
    },
  });
}
