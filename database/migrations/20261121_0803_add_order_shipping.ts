import { BaseSchema } from '@adonisjs/lucid/schema'

/** The price of the delivery is part of what the buyer pays: of the order and, in sum, of the group. It never changes once written. */
export default class extends BaseSchema {
  async up() {
    this.#columns()
    this.#guards()
  }

  #columns() {
    this.schema.raw(`
      ALTER TABLE orders
        ADD COLUMN shipping_minor bigint NOT NULL DEFAULT 0 CHECK (shipping_minor >= 0),
        ADD COLUMN shipping jsonb,
        DROP CONSTRAINT orders_total,
        ADD CONSTRAINT orders_total CHECK (subtotal_minor - discount_minor + shipping_minor = total_minor),
        ADD CONSTRAINT orders_shipping CHECK (shipping IS NOT NULL OR shipping_minor = 0);
      ALTER TABLE order_groups
        ADD COLUMN shipping_minor bigint NOT NULL DEFAULT 0 CHECK (shipping_minor >= 0),
        DROP CONSTRAINT order_groups_total,
        ADD CONSTRAINT order_groups_total CHECK (subtotal_minor - discount_minor + shipping_minor = total_minor);
    `)
  }

  #guards() {
    this.schema.raw(`
      CREATE TRIGGER orders_shipping_immutable BEFORE UPDATE ON orders FOR EACH ROW
        WHEN ((old.shipping_minor, old.shipping) IS DISTINCT FROM (new.shipping_minor, new.shipping)) EXECUTE FUNCTION orders_immutable();
      CREATE TRIGGER order_groups_shipping_immutable BEFORE UPDATE ON order_groups FOR EACH ROW
        WHEN (old.shipping_minor IS DISTINCT FROM new.shipping_minor) EXECUTE FUNCTION orders_immutable();
      CREATE OR REPLACE FUNCTION orders_check_group() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        v_group uuid := CASE tg_table_name WHEN 'orders' THEN (to_jsonb(new) ->> 'group_id')::uuid ELSE new.id END;
      BEGIN
        IF NOT EXISTS (
          SELECT 1 FROM order_groups g JOIN orders o ON o.group_id = g.id WHERE g.id = v_group
          GROUP BY g.id HAVING sum(o.subtotal_minor) = g.subtotal_minor AND sum(o.discount_minor) = g.discount_minor
            AND sum(o.shipping_minor) = g.shipping_minor AND bool_and(o.currency = g.currency) AND bool_and(o.buyer_id = g.buyer_id)
        ) THEN
          RAISE EXCEPTION 'order group % is not the sum of its orders', v_group USING ERRCODE = 'check_violation', CONSTRAINT = 'order_groups_sum';
        END IF;
        RETURN NULL;
      END $$;
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
