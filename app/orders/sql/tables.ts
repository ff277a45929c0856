/** Carts: a guest's is found by the id in a signed cookie, a user has one. Prices here are what the buyer saw, never what is charged. */
const carts = `
CREATE TABLE carts (
  id uuid PRIMARY KEY,
  user_id uuid UNIQUE REFERENCES users (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX carts_guest_idx ON carts (updated_at) WHERE user_id IS NULL;

CREATE TABLE cart_items (
  cart_id uuid NOT NULL REFERENCES carts (id) ON DELETE CASCADE,
  offer_id uuid NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 999),
  seen_price_minor bigint NOT NULL CHECK (seen_price_minor >= 0),
  added_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (cart_id, offer_id)
);
CREATE INDEX cart_items_offer_idx ON cart_items (offer_id);
`

/** A group is what a buyer pays at once; each seller gets an order of it. Amounts never change once written. */
const orders = `
CREATE SEQUENCE order_numbers START 1000001;

CREATE TABLE order_groups (
  id uuid PRIMARY KEY,
  buyer_id uuid NOT NULL REFERENCES users (id),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  subtotal_minor bigint NOT NULL CHECK (subtotal_minor >= 0),
  discount_minor bigint NOT NULL CHECK (discount_minor >= 0),
  total_minor bigint NOT NULL CHECK (total_minor >= 0),
  contact jsonb NOT NULL,
  address jsonb NOT NULL,
  payment_intent_id uuid UNIQUE,
  idempotency_key text NOT NULL CHECK (length(idempotency_key) BETWEEN 1 AND 200),
  request_hash text NOT NULL,
  paid_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT order_groups_total CHECK (subtotal_minor - discount_minor = total_minor),
  CONSTRAINT order_groups_once UNIQUE (buyer_id, idempotency_key)
);

CREATE TABLE orders (
  id uuid PRIMARY KEY,
  number bigint NOT NULL UNIQUE DEFAULT nextval('order_numbers'),
  group_id uuid NOT NULL REFERENCES order_groups (id),
  tenant_id uuid NOT NULL,
  seller_id uuid NOT NULL,
  buyer_id uuid NOT NULL REFERENCES users (id),
  state text NOT NULL CHECK (state IN ('draft', 'awaiting_payment', 'paid', 'accepted', 'packed', 'shipped', 'delivered', 'completed',
    'cancelled', 'return_requested', 'return_in_transit', 'returned', 'dispute')),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  subtotal_minor bigint NOT NULL CHECK (subtotal_minor >= 0),
  discount_minor bigint NOT NULL CHECK (discount_minor >= 0),
  platform_discount_minor bigint NOT NULL CHECK (platform_discount_minor BETWEEN 0 AND discount_minor),
  total_minor bigint NOT NULL CHECK (total_minor >= 0),
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  due_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  state_changed_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (tenant_id, seller_id) REFERENCES sellers (tenant_id, id),
  CONSTRAINT orders_total CHECK (subtotal_minor - discount_minor = total_minor)
) WITH (fillfactor = 85);
CREATE INDEX orders_group_idx ON orders (group_id);
CREATE INDEX orders_tenant_idx ON orders (tenant_id, number DESC);
CREATE INDEX orders_tenant_state_idx ON orders (tenant_id, state, number DESC);
CREATE INDEX orders_buyer_idx ON orders (buyer_id, number DESC);
CREATE INDEX orders_due_idx ON orders (due_at) WHERE due_at IS NOT NULL;
`

/** What was agreed on the day: copies, so that later edits of a product or a rule change no past order. */
const lines = `
CREATE TABLE commission_rules (
  id uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  tenant_id uuid REFERENCES tenants (id),
  rate_ppm integer NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
  vat_ppm integer NOT NULL CHECK (vat_ppm BETWEEN 0 AND 1000000),
  cap_minor bigint CHECK (cap_minor >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, version)
);
CREATE INDEX commission_rules_tenant_idx ON commission_rules (tenant_id, version DESC);

CREATE TABLE order_lines (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES orders (id),
  tenant_id uuid NOT NULL,
  position smallint NOT NULL CHECK (position >= 1),
  offer_id uuid NOT NULL,
  variant_id uuid NOT NULL,
  product_id uuid NOT NULL,
  category_id uuid,
  sku text NOT NULL,
  title text NOT NULL,
  quantity integer NOT NULL CHECK (quantity >= 1),
  unit_price_minor bigint NOT NULL CHECK (unit_price_minor >= 0),
  subtotal_minor bigint NOT NULL,
  discount_minor bigint NOT NULL CHECK (discount_minor >= 0),
  total_minor bigint NOT NULL CHECK (total_minor >= 0),
  UNIQUE (order_id, position),
  CONSTRAINT order_lines_subtotal CHECK (subtotal_minor = unit_price_minor * quantity),
  CONSTRAINT order_lines_total CHECK (total_minor = subtotal_minor - discount_minor)
);

CREATE TABLE discount_lines (
  id uuid PRIMARY KEY,
  line_id uuid NOT NULL REFERENCES order_lines (id),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  bearer text NOT NULL CHECK (bearer IN ('seller', 'platform')),
  source_installation_id uuid NOT NULL,
  plugin_name text NOT NULL,
  plugin_version text NOT NULL,
  reason text NOT NULL
);
CREATE INDEX discount_lines_line_idx ON discount_lines (line_id);

CREATE TABLE commission_lines (
  line_id uuid PRIMARY KEY REFERENCES order_lines (id),
  rule_id uuid NOT NULL,
  rule_version integer NOT NULL,
  base_minor bigint NOT NULL CHECK (base_minor >= 0),
  rate_ppm integer NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  vat_minor bigint NOT NULL CHECK (vat_minor >= 0),
  cap_applied boolean NOT NULL,
  FOREIGN KEY (rule_id, rule_version) REFERENCES commission_rules (id, version),
  CONSTRAINT commission_lines_fit CHECK (amount_minor + vat_minor <= base_minor)
);

CREATE TABLE order_status_history (
  order_id uuid NOT NULL REFERENCES orders (id),
  version integer NOT NULL,
  from_state text NOT NULL,
  event text NOT NULL,
  to_state text NOT NULL,
  actor_role text NOT NULL CHECK (actor_role IN ('buyer', 'seller', 'operator', 'system')),
  actor_id uuid,
  actor_label text,
  reason text,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (order_id, version)
);
`

export const orderTables = carts + orders + lines
