/** A hold reserves money on the side that makes an account fall: debit of a credit account, credit of a debit one. */
const place = `
CREATE FUNCTION ledger_hold_answer(p_hold uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('id', h.id, 'account_id', h.account_id, 'code', a.code, 'currency', a.currency,
    'amount', h.amount::text, 'remaining', h.remaining::text, 'state', h.state, 'expires_at', h.expires_at, 'replayed', false)
  FROM ledger_holds h JOIN ledger_accounts a ON a.id = h.account_id WHERE h.id = p_hold
$$;

CREATE FUNCTION ledger_move_pending(p_account uuid, p_side text, p_change bigint) RETURNS void LANGUAGE sql AS $$
  UPDATE ledger_accounts SET
    pending_d = pending_d + CASE p_side WHEN 'D' THEN p_change ELSE 0 END,
    pending_c = pending_c + CASE p_side WHEN 'C' THEN p_change ELSE 0 END
  WHERE id = p_account
$$;

CREATE FUNCTION ledger_hold_place(request jsonb) RETURNS jsonb LANGUAGE plpgsql SET rialto.ledger = 'on' SET enable_seqscan = off AS $$
DECLARE
  v_id uuid := request ->> 'id';
  v_answer jsonb := ledger_claim_key(request, 'hold');
  v_lines ledger_line[] := ledger_parse_lines(request);
  v_line ledger_line;
BEGIN
  IF v_answer IS NOT NULL THEN RETURN v_answer; END IF;
  IF cardinality(v_lines) IS DISTINCT FROM 1 OR coalesce((v_lines[1]).amount, 0) <= 0 OR (v_lines[1]).shard > 0 THEN
    RAISE EXCEPTION 'ledger: a hold names one unsharded account and a positive amount' USING ERRCODE = 'RL005';
  END IF;
  PERFORM ledger_open_accounts(v_lines);
  v_lines := ledger_find_accounts(v_lines);
  v_line := v_lines[1];
  PERFORM ledger_lock_accounts(ARRAY[v_line.account_id]);
  v_lines[1].side := CASE v_line.normal_side WHEN 'C' THEN 'D' ELSE 'C' END;
  v_line := v_lines[1];
  PERFORM ledger_refuse_bad_accounts(v_lines);
  PERFORM ledger_refuse_overdraft(v_lines);
  PERFORM ledger_move_pending(v_line.account_id, v_line.side, v_line.amount);
  INSERT INTO ledger_holds (id, tenant_id, account_id, side, amount, remaining, source_type, source_id, expires_at)
  VALUES (v_id, (request ->> 'tenant_id')::uuid, v_line.account_id, v_line.side, v_line.amount, v_line.amount,
    request #>> '{source,type}', request #>> '{source,id}', (request ->> 'expires_at')::timestamptz);
  v_answer := ledger_hold_answer(v_id);
  INSERT INTO ledger_idempotency_keys (tenant_id, scope, key, request_hash, hold_id, response)
  VALUES ((request ->> 'tenant_id')::uuid, 'hold', request ->> 'key', ledger_request_hash(request), v_id, v_answer);
  RETURN v_answer;
END $$;
`

/** Capture happens inside `ledger_post`: the hold row is locked first, then the accounts, then the hold gives way. */
const finish = `
CREATE FUNCTION ledger_take_hold(request jsonb, lines ledger_line[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_hold ledger_holds;
  v_taken bigint;
BEGIN
  SELECT * INTO v_hold FROM ledger_holds WHERE id = (request #>> '{hold,id}')::uuid;
  IF NOT FOUND OR v_hold.tenant_id IS DISTINCT FROM (request ->> 'tenant_id')::uuid OR v_hold.state <> 'pending' THEN
    RAISE EXCEPTION 'ledger: hold % is not open', request #>> '{hold,id}' USING ERRCODE = 'RL008';
  END IF;
  v_taken := coalesce((request #>> '{hold,amount}')::bigint, v_hold.remaining);
  IF v_taken NOT BETWEEN 1 AND v_hold.remaining OR NOT EXISTS (
    SELECT 1 FROM unnest(lines) l WHERE l.account_id = v_hold.account_id AND l.side = v_hold.side) THEN
    RAISE EXCEPTION 'ledger: the entries do not spend hold %', v_hold.id USING ERRCODE = 'RL005';
  END IF;
  PERFORM ledger_move_pending(v_hold.account_id, v_hold.side, -v_taken);
  UPDATE ledger_holds SET remaining = remaining - v_taken,
    state = CASE WHEN remaining = v_taken THEN 'posted' ELSE 'pending' END,
    closed_at = CASE WHEN remaining = v_taken THEN clock_timestamp() END
  WHERE id = v_hold.id;
END $$;

CREATE FUNCTION ledger_hold_void(p_tenant uuid, p_hold uuid) RETURNS jsonb
LANGUAGE plpgsql SET rialto.ledger = 'on' SET enable_seqscan = off AS $$
DECLARE
  v_hold ledger_holds;
BEGIN
  SELECT * INTO v_hold FROM ledger_holds WHERE id = p_hold AND tenant_id IS NOT DISTINCT FROM p_tenant FOR UPDATE;
  IF NOT FOUND OR v_hold.state = 'posted' THEN
    RAISE EXCEPTION 'ledger: hold % is not open', p_hold USING ERRCODE = 'RL008';
  END IF;
  IF v_hold.state = 'pending' THEN
    PERFORM ledger_lock_accounts(ARRAY[v_hold.account_id]);
    PERFORM ledger_move_pending(v_hold.account_id, v_hold.side, -v_hold.remaining);
    UPDATE ledger_holds SET state = 'voided', remaining = 0, closed_at = clock_timestamp() WHERE id = p_hold;
  END IF;
  RETURN ledger_hold_answer(p_hold);
END $$;

CREATE FUNCTION ledger_holds_expire(p_now timestamptz, p_limit int) RETURNS SETOF uuid
LANGUAGE plpgsql SET rialto.ledger = 'on' SET enable_seqscan = off AS $$
DECLARE
  v_due uuid[] := array(
    SELECT id FROM ledger_holds WHERE state = 'pending' AND expires_at <= p_now
    ORDER BY expires_at, id LIMIT p_limit FOR UPDATE SKIP LOCKED);
BEGIN
  PERFORM ledger_lock_accounts(array(SELECT DISTINCT account_id FROM ledger_holds WHERE id = ANY (v_due)));
  UPDATE ledger_accounts a SET pending_d = a.pending_d - s.debit, pending_c = a.pending_c - s.credit
  FROM (SELECT account_id, coalesce(sum(remaining) FILTER (WHERE side = 'D'), 0) AS debit,
          coalesce(sum(remaining) FILTER (WHERE side = 'C'), 0) AS credit
        FROM ledger_holds WHERE id = ANY (v_due) GROUP BY account_id) s
  WHERE a.id = s.account_id;
  RETURN QUERY UPDATE ledger_holds SET state = 'expired', remaining = 0, closed_at = clock_timestamp()
    WHERE id = ANY (v_due) RETURNING id;
END $$;
`

export const ledgerHolds = place + finish
