/** Writing: everything here runs with the accounts locked. */
const write = `
CREATE FUNCTION ledger_write(request jsonb, lines ledger_line[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid := request ->> 'id';
  v_now timestamptz := clock_timestamp();
BEGIN
  INSERT INTO ledger_transactions (id, tenant_id, kind, event_at, posted_at, source_type, source_id, reverses_id, entry_count, meta)
  VALUES (v_id, (request ->> 'tenant_id')::uuid, request ->> 'kind', coalesce((request ->> 'event_at')::timestamptz, v_now), v_now,
    request #>> '{source,type}', request #>> '{source,id}', (request ->> 'reverses_id')::uuid, cardinality(lines),
    coalesce(request -> 'meta', '{}'));

  INSERT INTO ledger_entries (tx_id, seq, account_id, side, amount, balance_after, account_version)
  SELECT v_id, l.seq, a.id, l.side, l.amount,
    a.balance + sum(CASE WHEN l.side = a.side THEN l.amount ELSE -l.amount END) OVER w, a.version + row_number() OVER w
  FROM unnest(lines) l JOIN ledger_accounts a ON a.id = l.account_id
  WINDOW w AS (PARTITION BY a.id ORDER BY l.seq);

  UPDATE ledger_accounts a
  SET posted_d = a.posted_d + d.debit, posted_c = a.posted_c + d.credit, version = a.version + d.entries
  FROM (SELECT l.account_id, count(*) AS entries, coalesce(sum(l.amount) FILTER (WHERE l.side = 'D'), 0) AS debit,
          coalesce(sum(l.amount) FILTER (WHERE l.side = 'C'), 0) AS credit
        FROM unnest(lines) l GROUP BY l.account_id) d
  WHERE a.id = d.account_id;
END $$;

CREATE FUNCTION ledger_answer(p_tx uuid) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT jsonb_build_object('id', t.id, 'kind', t.kind, 'posted_at', t.posted_at, 'replayed', false, 'entries', (
    SELECT jsonb_agg(jsonb_build_object('seq', e.seq, 'account_id', e.account_id, 'code', a.code, 'currency', a.currency,
      'side', e.side, 'amount', e.amount::text, 'balance_after', e.balance_after::text,
      'account_version', e.account_version::text) ORDER BY e.seq)
    FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE e.tx_id = t.id))
  FROM ledger_transactions t WHERE t.id = p_tx);
END $$;
`

const post = `
CREATE FUNCTION ledger_resolve_lines(request jsonb) RETURNS ledger_line[] LANGUAGE plpgsql AS $$
DECLARE
  v_lines ledger_line[];
BEGIN
  IF request ->> 'reverses_id' IS NOT NULL THEN RETURN ledger_reversed_lines(request); END IF;
  v_lines := ledger_parse_lines(request);
  PERFORM ledger_refuse_bad_lines(v_lines);
  PERFORM ledger_open_accounts(v_lines);
  RETURN ledger_find_accounts(v_lines);
END $$;

CREATE FUNCTION ledger_post(request jsonb) RETURNS jsonb LANGUAGE plpgsql SET rialto.ledger = 'on' SET enable_seqscan = off AS $$
DECLARE
  v_id uuid := request ->> 'id';
  v_tenant uuid := request ->> 'tenant_id';
  v_scope text := coalesce(request ->> 'scope', request ->> 'kind');
  v_hold uuid := request #>> '{hold,id}';
  v_answer jsonb := ledger_claim_key(request, v_scope);
  v_lines ledger_line[];
BEGIN
  IF v_answer IS NOT NULL THEN RETURN v_answer; END IF;
  IF EXISTS (SELECT 1 FROM ledger_transactions WHERE id = v_id) THEN
    RAISE EXCEPTION 'ledger: transaction % exists under another key', v_id USING ERRCODE = 'RL003';
  END IF;
  PERFORM 1 FROM ledger_holds WHERE id = v_hold FOR UPDATE;
  v_lines := ledger_resolve_lines(request);
  PERFORM ledger_lock_accounts(array(SELECT DISTINCT l.account_id FROM unnest(v_lines) l));
  PERFORM ledger_refuse_bad_accounts(v_lines);
  IF v_hold IS NOT NULL THEN PERFORM ledger_take_hold(request, v_lines); END IF;
  PERFORM ledger_refuse_overdraft(v_lines);
  PERFORM ledger_write(request, v_lines);
  IF v_hold IS NOT NULL THEN UPDATE ledger_holds SET tx_id = v_id WHERE id = v_hold; END IF;
  v_answer := ledger_answer(v_id);
  INSERT INTO ledger_idempotency_keys (tenant_id, scope, key, request_hash, tx_id, response)
  VALUES (v_tenant, v_scope, request ->> 'key', ledger_request_hash(request), v_id, v_answer);
  RETURN v_answer;
END $$;

CREATE FUNCTION ledger_close_account(p_tenant uuid, p_code text, p_currency text) RETURNS boolean
LANGUAGE plpgsql SET rialto.ledger = 'on' SET enable_seqscan = off AS $$
DECLARE
  v_ids uuid[] := array(SELECT id FROM ledger_accounts
    WHERE book = ledger_book(p_tenant) AND code = p_code AND currency = p_currency);
BEGIN
  PERFORM ledger_lock_accounts(v_ids);
  IF EXISTS (SELECT 1 FROM ledger_accounts
             WHERE id = ANY (v_ids) AND (balance <> 0 OR pending_d <> 0 OR pending_c <> 0)) THEN
    RAISE EXCEPTION 'ledger: account % is not empty', p_code USING ERRCODE = 'RL009';
  END IF;
  UPDATE ledger_accounts SET closed_at = clock_timestamp() WHERE id = ANY (v_ids) AND closed_at IS NULL;
  RETURN cardinality(v_ids) > 0;
END $$;
`

export const ledgerPost = write + post
