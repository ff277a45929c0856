/**
 * Guards that hold even when someone bypasses `ledger_post`: rows are append-only, only the ledger's own functions write,
 * and an unbalanced transaction can't be committed.
 */
const appendOnly = `
CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger: % on % is refused, the ledger is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'RL006';
END $$;

CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE ON ledger_entries
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_entries_no_truncate BEFORE TRUNCATE ON ledger_entries
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_keys_append_only BEFORE UPDATE OR DELETE ON ledger_idempotency_keys
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_keys_no_truncate BEFORE TRUNCATE ON ledger_idempotency_keys
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_transactions_no_delete BEFORE DELETE ON ledger_transactions
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_transactions_no_truncate BEFORE TRUNCATE ON ledger_transactions
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_accounts_no_delete BEFORE DELETE ON ledger_accounts
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_accounts_no_truncate BEFORE TRUNCATE ON ledger_accounts
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_holds_no_delete BEFORE DELETE ON ledger_holds
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_holds_no_truncate BEFORE TRUNCATE ON ledger_holds
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

-- The sealer of the hash chain may fill the two empty columns once; nothing else of a transaction ever changes.
CREATE TRIGGER ledger_transactions_append_only BEFORE UPDATE ON ledger_transactions FOR EACH ROW
  WHEN (OLD.hash IS NOT NULL OR NEW.hash IS NULL
    OR (to_jsonb(OLD) - 'hash' - 'prev_hash') IS DISTINCT FROM (to_jsonb(NEW) - 'hash' - 'prev_hash'))
  EXECUTE FUNCTION ledger_refuse_change();

CREATE TRIGGER ledger_accounts_identity_fixed BEFORE UPDATE ON ledger_accounts FOR EACH ROW
  WHEN ((OLD.id, OLD.tenant_id, OLD.code, OLD.shard, OLD.currency, OLD.side)
    IS DISTINCT FROM (NEW.id, NEW.tenant_id, NEW.code, NEW.shard, NEW.currency, NEW.side))
  EXECUTE FUNCTION ledger_refuse_change();

-- A superuser ignores this; an application role that owns the table does not.
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entries FROM PUBLIC, CURRENT_USER;
`

/** The writing functions carry `SET rialto.ledger = 'on'`, which lasts exactly as long as their call. */
const writersOnly = `
CREATE FUNCTION ledger_require_writer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('rialto.ledger', true), '') <> 'on' THEN
    RAISE EXCEPTION 'ledger: direct % on % is refused, use the ledger functions', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'RL006';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER ledger_accounts_writer BEFORE INSERT OR UPDATE ON ledger_accounts
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_require_writer();
CREATE TRIGGER ledger_transactions_writer BEFORE INSERT OR UPDATE ON ledger_transactions
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_require_writer();
CREATE TRIGGER ledger_entries_writer BEFORE INSERT ON ledger_entries
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_require_writer();
CREATE TRIGGER ledger_holds_writer BEFORE INSERT OR UPDATE ON ledger_holds
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_require_writer();
CREATE TRIGGER ledger_keys_writer BEFORE INSERT ON ledger_idempotency_keys
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_require_writer();
`

/** The count seals a transaction: a balanced pair slipped in after its commit is refused as well. */
const balanced = `
CREATE FUNCTION ledger_require_balanced() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  v_tx uuid := to_jsonb(NEW) ->> TG_ARGV[0];
  v_expected int := (SELECT entry_count FROM ledger_transactions WHERE id = v_tx);
BEGIN
  IF v_expected IS DISTINCT FROM (SELECT count(*) FROM ledger_entries WHERE tx_id = v_tx) THEN
    RAISE EXCEPTION 'ledger: transaction % has not the % entries it declares', v_tx, v_expected USING ERRCODE = 'RL001';
  END IF;
  IF EXISTS (
    SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE e.tx_id = v_tx
    GROUP BY a.currency HAVING sum(CASE e.side WHEN 'D' THEN e.amount ELSE -e.amount END) <> 0
  ) THEN
    RAISE EXCEPTION 'ledger: debits and credits of transaction % differ', v_tx USING ERRCODE = 'RL001';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_transactions_balanced AFTER INSERT ON ledger_transactions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_require_balanced('id');
CREATE CONSTRAINT TRIGGER ledger_entries_balanced AFTER INSERT ON ledger_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_require_balanced('tx_id');
`

export const ledgerGuards = appendOnly + writersOnly + balanced
