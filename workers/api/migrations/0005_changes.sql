-- Names the request that led to a state of an alias, where it came with an Idempotency-Key: an execution that dies
-- before its answer is stored is not made good by a second one (src/registry/alias-store.ts).
ALTER TABLE alias_history ADD COLUMN change TEXT;

CREATE INDEX alias_history_by_change ON alias_history (change) WHERE change IS NOT NULL;
