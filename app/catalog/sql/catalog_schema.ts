/** Tables of the catalogue. The text of a released migration never changes: what comes next is a new file and a new migration. */

/** One seller per tenant today; products and offers name both, and the pair is checked by the foreign key. */
const sellers = `
CREATE TABLE sellers (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id uuid NOT NULL UNIQUE REFERENCES tenants (id),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'checking', 'active', 'suspended', 'closed')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (tenant_id, id)
);
CREATE TABLE warehouses (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id uuid NOT NULL,
  seller_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  created_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (tenant_id, seller_id) REFERENCES sellers (tenant_id, id),
  UNIQUE (seller_id, name)
);
`

/** A label of \`path\` is the category's id without hyphens: it survives renames, and ltree took hyphens only in PostgreSQL 16. */
const categories = `
CREATE TABLE categories (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  parent_id uuid REFERENCES categories (id),
  path ltree NOT NULL UNIQUE,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  names jsonb NOT NULL CHECK (jsonb_typeof(names) = 'object' AND coalesce(names ->> 'en', '') <> '' AND coalesce(names ->> 'ru', '') <> ''),
  position integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT categories_own_label CHECK (subpath(path, -1) = replace(id::text, '-', '')::ltree),
  CONSTRAINT categories_root CHECK ((parent_id IS NULL) = (nlevel(path) = 1)),
  CONSTRAINT categories_parent_label CHECK (parent_id IS NULL OR subpath(path, -2, 1) = replace(parent_id::text, '-', '')::ltree)
);
CREATE INDEX categories_path_gist ON categories USING gist (path);
CREATE INDEX categories_children ON categories (parent_id, position, id);
`

/** Times are whole milliseconds: a cursor carries them through JavaScript unchanged. */
const products = `
CREATE TABLE products (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  seller_id uuid NOT NULL,
  category_id uuid NOT NULL REFERENCES categories (id),
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  description text NOT NULL DEFAULT '' CHECK (length(description) <= 20000),
  brand text NOT NULL DEFAULT '' CHECK (length(brand) <= 120),
  language text NOT NULL CHECK (language IN ('ru', 'en')),
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'in_review', 'published', 'hidden')),
  attributes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
  image_key text,
  min_price_minor bigint CHECK (min_price_minor > 0),
  currency text CHECK (currency ~ '^[A-Z]{3}$'),
  version integer NOT NULL DEFAULT 1,
  published_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  FOREIGN KEY (tenant_id, seller_id) REFERENCES sellers (tenant_id, id),
  UNIQUE (tenant_id, id),
  CONSTRAINT products_priced CHECK ((min_price_minor IS NULL) = (currency IS NULL)),
  CONSTRAINT products_sellable CHECK (status <> 'published' OR (published_at IS NOT NULL AND min_price_minor IS NOT NULL))
);
CREATE INDEX products_newest ON products (published_at, id) WHERE status = 'published';
CREATE INDEX products_by_price ON products (min_price_minor, id) WHERE status = 'published';
CREATE INDEX products_category_newest ON products (category_id, published_at, id) WHERE status = 'published';
CREATE INDEX products_category_price ON products (category_id, min_price_minor, id) WHERE status = 'published';
CREATE INDEX products_seller_newest ON products (seller_id, published_at, id) WHERE status = 'published';
CREATE INDEX products_panel ON products (tenant_id, updated_at, id);
CREATE INDEX products_panel_status ON products (tenant_id, status, updated_at, id);
`

const variants = `
CREATE FUNCTION is_ean13(code text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT code ~ '^[0-9]{13}$' AND (
    SELECT sum(substr(code, at, 1)::int * CASE WHEN at % 2 = 0 THEN 3 ELSE 1 END) % 10 = 0 FROM generate_series(1, length(code)) AS at)
$$;
CREATE TABLE variants (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  product_id uuid NOT NULL,
  barcode text CHECK (is_ean13(barcode)),
  options jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(options) = 'object'),
  position integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (tenant_id, product_id) REFERENCES products (tenant_id, id),
  UNIQUE (tenant_id, barcode),
  UNIQUE (product_id, id)
);
`

/** What is sold: one seller's price for one variant. \`product_id\` spares the hot queries a join. */
const offers = `
CREATE TABLE offers (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  seller_id uuid NOT NULL,
  product_id uuid NOT NULL,
  variant_id uuid NOT NULL,
  sku text NOT NULL CHECK (length(sku) BETWEEN 1 AND 80),
  price_minor bigint NOT NULL CHECK (price_minor > 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (tenant_id, seller_id) REFERENCES sellers (tenant_id, id),
  FOREIGN KEY (product_id, variant_id) REFERENCES variants (product_id, id),
  UNIQUE (seller_id, sku),
  UNIQUE (seller_id, variant_id)
);
CREATE INDEX offers_of_product ON offers (product_id, price_minor, id);
CREATE INDEX offers_of_variant ON offers (variant_id);
CREATE INDEX offers_of_tenant ON offers (tenant_id, id);
`

/** Stock can be promised only while it is there: the database refuses what an action got wrong. */
const stock = `
CREATE TABLE stock_levels (
  offer_id uuid NOT NULL REFERENCES offers (id),
  warehouse_id uuid NOT NULL REFERENCES warehouses (id),
  tenant_id uuid NOT NULL,
  on_hand integer NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
  reserved integer NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (offer_id, warehouse_id),
  CONSTRAINT stock_not_oversold CHECK (reserved BETWEEN 0 AND on_hand)
) WITH (fillfactor = 70);
CREATE INDEX stock_levels_warehouse ON stock_levels (warehouse_id);
CREATE TABLE reservations (
  id uuid PRIMARY KEY,
  reference uuid NOT NULL,
  tenant_id uuid NOT NULL,
  offer_id uuid NOT NULL,
  warehouse_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'consumed', 'released')),
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  settled_at timestamptz,
  FOREIGN KEY (offer_id, warehouse_id) REFERENCES stock_levels (offer_id, warehouse_id),
  UNIQUE (reference, offer_id, warehouse_id)
);
CREATE INDEX reservations_expiring ON reservations (expires_at, id) WHERE state = 'active';
CREATE INDEX reservations_of_offer ON reservations (offer_id, warehouse_id) WHERE state = 'active';
`

export const catalogSchema = [sellers, categories, products, variants, offers, stock]
