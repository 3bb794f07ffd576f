-- API keys (src/auth/key-store.ts). Of a key's text only the SHA-256 is kept; times are milliseconds since 1970.
CREATE TABLE keys (
  id TEXT PRIMARY KEY,
  -- SHA-256 of the whole text, in lower-case hexadecimal.
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  name TEXT NOT NULL,
  -- With spaces between, as OAuth 2.0 writes them (RFC 6749, section 3.3).
  scopes TEXT NOT NULL,
  -- Id of the key that made it.
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  last_used_at INTEGER
) STRICT, WITHOUT ROWID;

-- Keys are listed newest first.
CREATE INDEX keys_by_age ON keys (created_at DESC, id);
