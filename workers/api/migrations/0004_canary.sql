-- What the determinism canary found (src/canary/canary-store.ts); times are milliseconds since 1970.
CREATE TABLE canary_checks (
  checked_at INTEGER PRIMARY KEY,
  outcome TEXT NOT NULL CHECK (outcome IN ('unchanged', 'changed', 'failed')),
  -- The Worker's version, where the platform says it.
  deployment TEXT,
  engine_id TEXT NOT NULL,
  -- Which images came out otherwise, or why nothing could be made.
  detail TEXT NOT NULL
) STRICT;
