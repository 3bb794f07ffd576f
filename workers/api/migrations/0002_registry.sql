-- The registry (src/registry): who may publish, which versions there are, where aliases point, and who did
-- what. Bytes are in object storage under their digests; here is what is listed, moved or counted. Times are
-- milliseconds since 1970.

-- Ed25519 keys whose statements this deployment believes.
CREATE TABLE publishers (
  -- The key's thumbprint (RFC 7638).
  id TEXT PRIMARY KEY CHECK (length(id) = 43),
  -- The key, base64url.
  x TEXT NOT NULL CHECK (length(x) = 43),
  name TEXT NOT NULL,
  -- Id of the API key that listed it.
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;

-- The highest counter that was accepted of each publisher. It outlives the versions, so that a deleted one
-- cannot come back by its old statement. One row a publisher, so that a counter which a stolen key drove to
-- the end counts no more once that key is revoked.
CREATE TABLE counters (
  model TEXT NOT NULL,
  publisher TEXT NOT NULL REFERENCES publishers (id),
  counter INTEGER NOT NULL CHECK (counter > 0),
  PRIMARY KEY (model, publisher)
) STRICT, WITHOUT ROWID;

CREATE TABLE versions (
  model TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  -- Id of the API key that brought it.
  published_by TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  -- Of the manifest: the card, what it scores, and where it comes from.
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  -- A JSON object of numbers.
  metrics TEXT NOT NULL CHECK (json_type(metrics) = 'object'),
  preset TEXT NOT NULL,
  seed INTEGER NOT NULL,
  steps INTEGER NOT NULL,
  data_name TEXT NOT NULL,
  data_sha256 TEXT,
  parent_kind TEXT CHECK (parent_kind IN ('version', 'checkpoint')),
  parent_sha256 TEXT,
  -- The statement that vouches for it; none where it was published unsigned.
  publisher TEXT REFERENCES publishers (id),
  counter INTEGER,
  expires_at INTEGER,
  -- As it came, signature and all.
  statement TEXT,
  PRIMARY KEY (model, digest),
  CHECK ((publisher IS NULL) = (statement IS NULL) AND (publisher IS NULL) = (counter IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX versions_by_age ON versions (model, published_at DESC, digest);

-- The objects in storage that a version is made of, by their keys: its manifest, and its blobs, which others
-- may have as well.
CREATE TABLE version_objects (
  model TEXT NOT NULL,
  digest TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (model, digest, key),
  FOREIGN KEY (model, digest) REFERENCES versions (model, digest) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX version_objects_by_key ON version_objects (key);

-- Keeps publishers and the garbage collection apart (src/registry/object-claims.ts): an object that somebody
-- counts on is not collected, and one that is being collected is not counted on.
CREATE TABLE object_claims (
  key TEXT PRIMARY KEY,
  claimed_until INTEGER NOT NULL DEFAULT 0,
  collected_until INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE aliases (
  model TEXT NOT NULL,
  alias TEXT NOT NULL,
  -- Of alias_history; goes up with every change, and is the alias's entity tag.
  revision INTEGER NOT NULL,
  digest TEXT NOT NULL,
  canary_digest TEXT,
  canary_percent INTEGER CHECK (canary_percent BETWEEN 1 AND 99),
  -- The quality gate, JSON.
  policy TEXT,
  PRIMARY KEY (model, alias),
  CHECK ((canary_digest IS NULL) = (canary_percent IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE alias_history (
  model TEXT NOT NULL,
  alias TEXT NOT NULL,
  revision INTEGER NOT NULL,
  digest TEXT NOT NULL,
  canary_digest TEXT,
  canary_percent INTEGER,
  action TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- The revision whose version a rollback from here leads to.
  rollback_to INTEGER CHECK (rollback_to < revision),
  PRIMARY KEY (model, alias, revision)
) STRICT, WITHOUT ROWID;

-- Whatever would be broken if a version went. More users of versions are more branches here.
CREATE VIEW version_uses (model, digest, user) AS
  SELECT model, digest, 'alias ' || alias FROM aliases
  UNION ALL
  SELECT model, canary_digest, 'canary of alias ' || alias FROM aliases
  WHERE canary_digest IS NOT NULL;

-- What each version of a split did, since the split is what it is.
CREATE TABLE canary_counts (
  model TEXT NOT NULL,
  alias TEXT NOT NULL,
  -- Of the alias, when the split began.
  revision INTEGER NOT NULL,
  digest TEXT NOT NULL,
  requests INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  PRIMARY KEY (model, alias, revision, digest)
) STRICT, WITHOUT ROWID;

-- Who did what to what, when and why. Rows come and never change.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  -- Id of the API key.
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  model TEXT,
  -- What of the model, or else: an alias, a digest, a publisher, a key.
  subject TEXT,
  reason TEXT,
  -- A JSON object: what changed.
  detail TEXT NOT NULL CHECK (json_type(detail) = 'object'),
  request_id TEXT NOT NULL
) STRICT;

CREATE INDEX audit_by_model ON audit (model, id);
CREATE INDEX audit_by_actor ON audit (actor, id);
CREATE INDEX audit_by_action ON audit (action, id);

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;

-- INSERT OR REPLACE would delete without a word to the trigger above.
CREATE TRIGGER audit_is_never_replaced BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;
