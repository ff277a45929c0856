/** From the caller's entries to locked accounts. */
const parse = `
CREATE TYPE ledger_line AS (
  seq int, account_id uuid, tenant_id uuid, code text, shard int, owner_type text, owner_id text, currency text,
  normal_side text, min_balance bigint, side text, amount bigint
);

CREATE FUNCTION ledger_parse_lines(request jsonb) RETURNS ledger_line[] LANGUAGE sql IMMUTABLE AS $$
  -- The shard of a hot account depends on the transaction id alone, so a retry meets the same row.
  SELECT array_agg(ROW(
    n, NULL, CASE WHEN e -> 'tenant_id' IS NOT NULL THEN e ->> 'tenant_id' ELSE request ->> 'tenant_id' END, e ->> 'code',
    (hashtextextended(request ->> 'id', 0) & 9223372036854775807) % coalesce((e ->> 'shards')::int, 1),
    e ->> 'owner_type', e ->> 'owner_id', e ->> 'currency', e ->> 'normal_side', (e ->> 'min_balance')::bigint,
    e ->> 'side', (e ->> 'amount')::bigint
  )::ledger_line ORDER BY n)
  FROM jsonb_array_elements(request -> 'entries') WITH ORDINALITY AS t (e, n)
$$;

CREATE FUNCTION ledger_reversed_lines(request jsonb) RETURNS ledger_line[] LANGUAGE plpgsql AS $$
DECLARE
  v_original ledger_transactions;
BEGIN
  SELECT * INTO v_original FROM ledger_transactions WHERE id = (request ->> 'reverses_id')::uuid FOR NO KEY UPDATE;
  IF NOT FOUND OR v_original.tenant_id IS DISTINCT FROM (request ->> 'tenant_id')::uuid THEN
    RAISE EXCEPTION 'ledger: no transaction % to reverse', request ->> 'reverses_id' USING ERRCODE = 'RL010';
  END IF;
  IF v_original.reverses_id IS NOT NULL THEN
    RAISE EXCEPTION 'ledger: a reversal is not reversed, post the transaction again' USING ERRCODE = 'RL005';
  END IF;
  IF EXISTS (SELECT 1 FROM ledger_transactions WHERE reverses_id = v_original.id) THEN
    RAISE EXCEPTION 'ledger: transaction % is reversed already', v_original.id USING ERRCODE = 'RL007';
  END IF;
  RETURN (
    SELECT array_agg(ROW(e.seq, a.id, a.tenant_id, a.code, a.shard, a.owner_type, a.owner_id, a.currency, a.side, NULL,
      CASE e.side WHEN 'D' THEN 'C' ELSE 'D' END, e.amount)::ledger_line ORDER BY e.seq)
    FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE e.tx_id = v_original.id
  );
END $$;

CREATE FUNCTION ledger_refuse_bad_lines(lines ledger_line[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(cardinality(lines), 0) NOT BETWEEN 2 AND 500 OR EXISTS (
    SELECT 1 FROM unnest(lines) l WHERE l.side IS NULL OR l.side NOT IN ('D', 'C') OR l.currency IS NULL OR l.amount IS NULL
      OR l.amount <= 0 OR l.code IS NULL OR l.normal_side IS NULL OR (l.shard > 0 AND l.min_balance IS NOT NULL)
  ) THEN
    RAISE EXCEPTION 'ledger: a transaction needs 2 to 500 complete entries with positive amounts' USING ERRCODE = 'RL005';
  END IF;
  IF EXISTS (SELECT 1 FROM unnest(lines) l GROUP BY l.currency
             HAVING sum(CASE l.side WHEN 'D' THEN l.amount ELSE -l.amount END) <> 0) THEN
    RAISE EXCEPTION 'ledger: debits and credits differ' USING ERRCODE = 'RL001';
  END IF;
END $$;
`

/**
 * Two orders keep callers from waiting for each other in a circle: new accounts are inserted in code order
 * before any existing one is locked, then all of them are locked in id order.
 */
const lock = `
CREATE FUNCTION ledger_open_accounts(lines ledger_line[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ledger_accounts (tenant_id, code, shard, owner_type, owner_id, currency, side, min_balance)
  SELECT DISTINCT ON (l.tenant_id, l.code, l.currency, l.shard)
    l.tenant_id, l.code, l.shard, l.owner_type, l.owner_id, l.currency, l.normal_side, l.min_balance
  FROM unnest(lines) l
  WHERE l.account_id IS NULL AND NOT EXISTS (
    SELECT 1 FROM ledger_accounts a WHERE a.book = ledger_book(l.tenant_id) AND a.code = l.code
      AND a.currency = l.currency AND a.shard = l.shard)
  ORDER BY l.tenant_id, l.code, l.currency, l.shard, l.seq
  ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION ledger_find_accounts(lines ledger_line[]) RETURNS ledger_line[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT array_agg(ROW(l.seq, a.id, a.tenant_id, a.code, a.shard, a.owner_type, a.owner_id, a.currency,
    l.normal_side, l.min_balance, l.side, l.amount)::ledger_line ORDER BY l.seq)
  FROM unnest(lines) l JOIN ledger_accounts a ON a.book = ledger_book(l.tenant_id) AND a.code = l.code
    AND a.currency = l.currency AND a.shard = l.shard);
END $$;

CREATE FUNCTION ledger_lock_accounts(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM ledger_accounts WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
END $$;

CREATE FUNCTION ledger_refuse_bad_accounts(lines ledger_line[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_bad record;
BEGIN
  -- By code, not by id: every shard of a hot account must agree.
  SELECT a.code, a.closed_at INTO v_bad FROM unnest(lines) l JOIN ledger_accounts a
    ON a.book = ledger_book(l.tenant_id) AND a.code = l.code AND a.currency = l.currency
    WHERE a.side <> l.normal_side OR a.closed_at IS NOT NULL LIMIT 1;
  IF FOUND AND v_bad.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'ledger: account % is closed', v_bad.code USING ERRCODE = 'RL009';
  ELSIF FOUND THEN
    RAISE EXCEPTION 'ledger: account % has the other normal side', v_bad.code USING ERRCODE = 'RL005';
  END IF;
END $$;

CREATE FUNCTION ledger_refuse_overdraft(lines ledger_line[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_bad record;
BEGIN
  SELECT a.code, a.currency, a.available, a.min_balance, d.change INTO v_bad
  FROM (SELECT l.account_id, sum(CASE WHEN l.side = l.normal_side THEN l.amount ELSE -l.amount END) AS change
        FROM unnest(lines) l GROUP BY l.account_id) d
  JOIN ledger_accounts a ON a.id = d.account_id
  WHERE d.change < 0 AND a.min_balance IS NOT NULL AND a.available + d.change < a.min_balance
  ORDER BY a.code LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger: account % has not enough', v_bad.code USING ERRCODE = 'RL002', DETAIL = jsonb_build_object(
      'account', v_bad.code, 'currency', v_bad.currency, 'available', v_bad.available,
      'min_balance', v_bad.min_balance, 'change', v_bad.change)::text;
  END IF;
END $$;
`

export const ledgerLines = parse + lock
