-- What each key has used, by day (UTC, days since 1970) and model; the ledgers copy their totals here.
-- The model is empty for requests that named none there is.
CREATE TABLE usage (
  key_id TEXT NOT NULL,
  day INTEGER NOT NULL,
  model TEXT NOT NULL,
  requests INTEGER NOT NULL,
  images INTEGER NOT NULL,
  cpu_ms REAL NOT NULL,
  errors INTEGER NOT NULL,
  PRIMARY KEY (key_id, day, model)
) STRICT;

-- Quotas of a key's own (src/ledger/quotas.ts), as JSON; the deployment's hold for what it does not name.
ALTER TABLE keys ADD COLUMN quotas TEXT NOT NULL DEFAULT '{}';

-- For an administrator's question over all keys.
CREATE INDEX usage_by_day ON usage (day, key_id, model);
