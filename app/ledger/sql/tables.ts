/**
 * Tables of the ledger. The text of a released migration never changes: what comes next is a new file and a new migration.
 * Names are unqualified, so that a test can build the whole ledger in a schema of its own.
 */
const accounts = `
CREATE TABLE ledger_accounts (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id uuid,
  -- NULL can't be joined through an index, so the platform's own book has the nil id.
  book uuid NOT NULL GENERATED ALWAYS AS (coalesce(tenant_id, '00000000-0000-0000-0000-000000000000')) STORED,
  code text NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]*(:[a-z0-9_-]+)*$' AND length(code) <= 200),
  shard smallint NOT NULL DEFAULT 0 CHECK (shard BETWEEN 0 AND 63),
  owner_type text,
  owner_id text,
  currency text NOT NULL CHECK (currency ~ '^[A-Z][A-Z0-9]{2,9}$'),
  side text NOT NULL CHECK (side IN ('D', 'C')),
  min_balance bigint,
  posted_d bigint NOT NULL DEFAULT 0 CHECK (posted_d >= 0),
  posted_c bigint NOT NULL DEFAULT 0 CHECK (posted_c >= 0),
  pending_d bigint NOT NULL DEFAULT 0 CHECK (pending_d >= 0),
  pending_c bigint NOT NULL DEFAULT 0 CHECK (pending_c >= 0),
  balance bigint NOT NULL GENERATED ALWAYS AS
    (CASE side WHEN 'C' THEN posted_c - posted_d ELSE posted_d - posted_c END) STORED,
  available bigint NOT NULL GENERATED ALWAYS AS
    (CASE side WHEN 'C' THEN posted_c - posted_d - pending_d ELSE posted_d - posted_c - pending_c END) STORED,
  version bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
  closed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT ledger_accounts_identity UNIQUE (book, code, currency, shard),
  CONSTRAINT ledger_accounts_owner CHECK ((owner_type IS NULL) = (owner_id IS NULL)),
  CONSTRAINT ledger_accounts_floor CHECK (min_balance IS NULL OR available >= min_balance),
  CONSTRAINT ledger_accounts_closed CHECK (closed_at IS NULL OR (balance = 0 AND pending_d = 0 AND pending_c = 0))
) WITH (fillfactor = 70);
CREATE INDEX ledger_accounts_owner_idx ON ledger_accounts (owner_type, owner_id) WHERE owner_id IS NOT NULL;
`

const journal = `
CREATE TABLE ledger_transactions (
  id uuid PRIMARY KEY,
  tenant_id uuid,
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z0-9_.]{1,63}$'),
  event_at timestamptz NOT NULL,
  posted_at timestamptz NOT NULL,
  source_type text NOT NULL,
  source_id text NOT NULL,
  reverses_id uuid UNIQUE REFERENCES ledger_transactions (id),
  entry_count smallint NOT NULL CHECK (entry_count >= 2),
  meta jsonb NOT NULL DEFAULT '{}',
  prev_hash bytea,
  hash bytea
);
CREATE INDEX ledger_transactions_tenant_idx ON ledger_transactions (tenant_id, posted_at DESC, id);
CREATE INDEX ledger_transactions_source_idx ON ledger_transactions (source_type, source_id);
CREATE INDEX ledger_transactions_unsealed_idx ON ledger_transactions (posted_at, id) WHERE hash IS NULL;

CREATE TABLE ledger_entries (
  tx_id uuid NOT NULL REFERENCES ledger_transactions (id),
  seq smallint NOT NULL CHECK (seq >= 1),
  account_id uuid NOT NULL REFERENCES ledger_accounts (id),
  side text NOT NULL CHECK (side IN ('D', 'C')),
  amount bigint NOT NULL CHECK (amount BETWEEN 1 AND 9007199254740991),
  balance_after bigint NOT NULL,
  account_version bigint NOT NULL CHECK (account_version >= 1),
  PRIMARY KEY (tx_id, seq),
  UNIQUE (account_id, account_version)
);
`

const holdsAndKeys = `
CREATE TABLE ledger_holds (
  id uuid PRIMARY KEY,
  tenant_id uuid,
  account_id uuid NOT NULL REFERENCES ledger_accounts (id),
  side text NOT NULL CHECK (side IN ('D', 'C')),
  amount bigint NOT NULL CHECK (amount BETWEEN 1 AND 9007199254740991),
  remaining bigint NOT NULL CHECK (remaining BETWEEN 0 AND amount),
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'posted', 'voided', 'expired')),
  source_type text NOT NULL,
  source_id text NOT NULL,
  tx_id uuid REFERENCES ledger_transactions (id),
  expires_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  CONSTRAINT ledger_holds_remaining CHECK ((state = 'pending') = (remaining > 0)),
  CONSTRAINT ledger_holds_closed CHECK ((state = 'pending') = (closed_at IS NULL))
);
CREATE INDEX ledger_holds_open_idx ON ledger_holds (account_id) WHERE state = 'pending';
CREATE INDEX ledger_holds_due_idx ON ledger_holds (expires_at) WHERE state = 'pending' AND expires_at IS NOT NULL;

CREATE TABLE ledger_idempotency_keys (
  tenant_id uuid,
  book uuid NOT NULL GENERATED ALWAYS AS (coalesce(tenant_id, '00000000-0000-0000-0000-000000000000')) STORED,
  scope text NOT NULL CHECK (length(scope) BETWEEN 1 AND 100),
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  request_hash bytea NOT NULL,
  tx_id uuid REFERENCES ledger_transactions (id),
  hold_id uuid REFERENCES ledger_holds (id),
  response jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT ledger_idempotency_keys_once UNIQUE (book, scope, key),
  CONSTRAINT ledger_idempotency_keys_effect CHECK (num_nonnulls(tx_id, hold_id) = 1)
);
CREATE UNIQUE INDEX ledger_idempotency_keys_tx_idx ON ledger_idempotency_keys (tx_id);
`

/** Hot accounts are split into shards; readers see their sum and never a single shard. */
const balances = `
CREATE VIEW ledger_balances AS
SELECT tenant_id, book, code, currency, side, min(owner_type) AS owner_type, min(owner_id) AS owner_id,
       sum(balance)::bigint AS balance, sum(available)::bigint AS available,
       sum(posted_d)::bigint AS posted_d, sum(posted_c)::bigint AS posted_c,
       sum(pending_d)::bigint AS pending_d, sum(pending_c)::bigint AS pending_c,
       count(*)::int AS shards
FROM ledger_accounts GROUP BY tenant_id, book, code, currency, side;
`

export const ledgerTables = accounts + journal + holdsAndKeys + balances
