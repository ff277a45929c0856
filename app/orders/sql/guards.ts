/** Past agreements are never edited: a correction is a new fact (a refund, a return), not an UPDATE. */
const immutable = `
CREATE FUNCTION orders_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', tg_table_name USING ERRCODE = 'restrict_violation'; END $$;

CREATE TRIGGER order_lines_immutable BEFORE UPDATE OR DELETE ON order_lines FOR EACH ROW EXECUTE FUNCTION orders_immutable();
CREATE TRIGGER discount_lines_immutable BEFORE UPDATE OR DELETE ON discount_lines FOR EACH ROW EXECUTE FUNCTION orders_immutable();
CREATE TRIGGER commission_lines_immutable BEFORE UPDATE OR DELETE ON commission_lines FOR EACH ROW EXECUTE FUNCTION orders_immutable();
CREATE TRIGGER order_status_history_immutable BEFORE UPDATE OR DELETE ON order_status_history FOR EACH ROW EXECUTE FUNCTION orders_immutable();
CREATE TRIGGER commission_rules_immutable BEFORE UPDATE OR DELETE ON commission_rules FOR EACH ROW EXECUTE FUNCTION orders_immutable();
CREATE TRIGGER orders_amounts_immutable BEFORE UPDATE ON orders FOR EACH ROW
  WHEN ((old.group_id, old.tenant_id, old.seller_id, old.buyer_id, old.currency, old.subtotal_minor, old.discount_minor, old.platform_discount_minor, old.total_minor)
    IS DISTINCT FROM (new.group_id, new.tenant_id, new.seller_id, new.buyer_id, new.currency, new.subtotal_minor, new.discount_minor, new.platform_discount_minor, new.total_minor))
  EXECUTE FUNCTION orders_immutable();
CREATE TRIGGER order_groups_amounts_immutable BEFORE UPDATE ON order_groups FOR EACH ROW
  WHEN ((old.buyer_id, old.currency, old.subtotal_minor, old.discount_minor, old.total_minor, old.idempotency_key)
    IS DISTINCT FROM (new.buyer_id, new.currency, new.subtotal_minor, new.discount_minor, new.total_minor, new.idempotency_key))
  EXECUTE FUNCTION orders_immutable();
`

/** Checked when the transaction commits, whoever wrote the rows: group = Σ orders, order = Σ lines, line = Σ discounts. */
const sums = `
CREATE FUNCTION orders_check_group() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_group uuid := CASE tg_table_name WHEN 'orders' THEN (to_jsonb(new) ->> 'group_id')::uuid ELSE new.id END;
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM order_groups g JOIN orders o ON o.group_id = g.id WHERE g.id = v_group
    GROUP BY g.id HAVING sum(o.subtotal_minor) = g.subtotal_minor AND sum(o.discount_minor) = g.discount_minor
      AND bool_and(o.currency = g.currency) AND bool_and(o.buyer_id = g.buyer_id)
  ) THEN
    RAISE EXCEPTION 'order group % is not the sum of its orders', v_group USING ERRCODE = 'check_violation', CONSTRAINT = 'order_groups_sum';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION orders_check_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_order uuid := CASE tg_table_name WHEN 'order_lines' THEN (to_jsonb(new) ->> 'order_id')::uuid ELSE new.id END;
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.id = v_order
    GROUP BY o.id HAVING sum(l.subtotal_minor) = o.subtotal_minor AND sum(l.discount_minor) = o.discount_minor
      AND bool_and(l.tenant_id = o.tenant_id)
  ) THEN
    RAISE EXCEPTION 'order % is not the sum of its lines', v_order USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_sum';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION orders_check_discounts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_line uuid := CASE tg_table_name WHEN 'discount_lines' THEN (to_jsonb(new) ->> 'line_id')::uuid ELSE new.id END;
BEGIN
  IF (SELECT discount_minor FROM order_lines WHERE id = v_line) IS DISTINCT FROM
     (SELECT coalesce(sum(amount_minor), 0) FROM discount_lines WHERE line_id = v_line) THEN
    RAISE EXCEPTION 'the discount of line % is not the sum of its parts', v_line USING ERRCODE = 'check_violation', CONSTRAINT = 'order_lines_discount_sum';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER order_groups_sum AFTER INSERT ON order_groups DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION orders_check_group();
CREATE CONSTRAINT TRIGGER orders_group_sum AFTER INSERT ON orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION orders_check_group();
CREATE CONSTRAINT TRIGGER orders_sum AFTER INSERT ON orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION orders_check_order();
CREATE CONSTRAINT TRIGGER order_lines_sum AFTER INSERT ON order_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION orders_check_order();
CREATE CONSTRAINT TRIGGER order_lines_discount_sum AFTER INSERT ON order_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION orders_check_discounts();
CREATE CONSTRAINT TRIGGER discount_lines_sum AFTER INSERT ON discount_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION orders_check_discounts();
`

/** A state that changed without its history row (a bare UPDATE, a forgotten code path) does not commit. */
const history = `
CREATE FUNCTION orders_check_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM order_status_history
    WHERE order_id = new.id AND version = new.version AND to_state = new.state
      AND (tg_op = 'INSERT' OR from_state = old.state)
  ) THEN
    RAISE EXCEPTION 'order % changed its state without history', new.id USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_history';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER orders_history_insert AFTER INSERT ON orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION orders_check_history();
CREATE CONSTRAINT TRIGGER orders_history AFTER UPDATE OF state ON orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION orders_check_history();

INSERT INTO commission_rules (id, version, tenant_id, rate_ppm, vat_ppm) VALUES ('00000000-0000-7000-8000-000000000001', 1, NULL, 100000, 200000);
`

export const orderGuards = immutable + sums + history
