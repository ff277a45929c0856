/** An intent is what a buyer is to pay; its shares say for which orders. Amounts never change once written. */
const intents = `
CREATE TABLE payment_intents (
  id uuid PRIMARY KEY,
  provider text NOT NULL,
  source_type text NOT NULL,
  source_id text NOT NULL,
  buyer_id uuid,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  refunded_minor bigint NOT NULL DEFAULT 0,
  state text NOT NULL DEFAULT 'created' CHECK (state IN ('created', 'processing', 'captured', 'declined', 'cancelled')),
  decline_code text,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  captured_at timestamptz,
  CONSTRAINT payment_intents_refunded CHECK (refunded_minor BETWEEN 0 AND amount_minor),
  CONSTRAINT payment_intents_captured CHECK ((state = 'captured') = (captured_at IS NOT NULL))
);
CREATE UNIQUE INDEX payment_intents_live ON payment_intents (source_type, source_id) WHERE state NOT IN ('declined', 'cancelled');
CREATE INDEX payment_intents_list ON payment_intents (created_at DESC, id DESC);

CREATE TABLE payment_shares (
  intent_id uuid NOT NULL REFERENCES payment_intents (id),
  order_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  paid_minor bigint NOT NULL CHECK (paid_minor >= 0),
  promotion_minor bigint NOT NULL CHECK (promotion_minor >= 0),
  refunded_minor bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (intent_id, order_id),
  CONSTRAINT payment_shares_refunded CHECK (refunded_minor BETWEEN 0 AND paid_minor)
);
CREATE INDEX payment_shares_order_idx ON payment_shares (order_id);
`

/**
 * One request to a provider. Its id is the key we send, so repeating the request repeats nothing.
 * `unknown`: no answer came; `next_check_at` says when the provider is asked.
 */
const operations = `
CREATE TABLE payment_ops (
  id uuid PRIMARY KEY,
  intent_id uuid NOT NULL REFERENCES payment_intents (id),
  op text NOT NULL CHECK (op IN ('charge', 'refund')),
  state text NOT NULL DEFAULT 'init' CHECK (state IN ('init', 'pending', 'success', 'failed', 'unknown')),
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  method_token text,
  provider_ref text,
  error_code text,
  order_id uuid,
  refund_key text,
  refund_tx_id uuid,
  attempt integer NOT NULL DEFAULT 0,
  next_check_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  settled_at timestamptz,
  CONSTRAINT payment_ops_settled CHECK ((state IN ('success', 'failed')) = (settled_at IS NOT NULL)),
  CONSTRAINT payment_ops_checked CHECK ((state IN ('success', 'failed')) = (next_check_at IS NULL)),
  CONSTRAINT payment_ops_refund CHECK ((op = 'refund') = (order_id IS NOT NULL AND refund_key IS NOT NULL AND refund_tx_id IS NOT NULL))
);
CREATE UNIQUE INDEX payment_ops_one_charge ON payment_ops (intent_id) WHERE op = 'charge' AND state <> 'failed';
CREATE UNIQUE INDEX payment_ops_refund_once ON payment_ops (intent_id, refund_key) WHERE op = 'refund';
CREATE INDEX payment_ops_intent_idx ON payment_ops (intent_id);
CREATE INDEX payment_ops_due ON payment_ops (next_check_at) WHERE next_check_at IS NOT NULL;

CREATE TABLE payment_inbox (
  id uuid PRIMARY KEY,
  provider text NOT NULL,
  event_id text NOT NULL CHECK (length(event_id) BETWEEN 1 AND 200),
  operation_key text NOT NULL,
  raw text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  processed_at timestamptz,
  UNIQUE (provider, event_id)
);
CREATE INDEX payment_inbox_waiting ON payment_inbox (received_at) WHERE processed_at IS NULL;
`

/** The books of the sandbox provider. They stand for a remote system: nothing but its own code reads or writes them. */
const sandbox = `
CREATE TABLE sandbox_operations (
  key text PRIMARY KEY,
  ref text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('charge', 'refund')),
  charge_ref text,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  state text NOT NULL CHECK (state IN ('succeeded', 'failed')),
  error_code text,
  calls integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sandbox_operations_charge_idx ON sandbox_operations (charge_ref) WHERE charge_ref IS NOT NULL;
`

export const paymentsSchema = [intents, operations, sandbox]
