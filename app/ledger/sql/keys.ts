/**
 * Idempotency. The advisory lock tells a second caller "still running" at once, because the first caller's row
 * is invisible until it commits; the row commits with the money or not at all.
 */
export const ledgerKeys = `
CREATE FUNCTION ledger_book(p_tenant uuid) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(p_tenant, '00000000-0000-0000-0000-000000000000')
$$;

CREATE FUNCTION ledger_request_hash(request jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  -- A retry may bring a new transaction id and a new time; what it asks for must be the same.
  SELECT sha256(convert_to((request - 'id' - 'event_at' - 'key')::text, 'UTF8'))
$$;

CREATE FUNCTION ledger_claim_key(request jsonb, p_scope text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_tenant uuid := request ->> 'tenant_id';
  v_key text := request ->> 'key';
  v_known ledger_idempotency_keys;
BEGIN
  IF coalesce(v_key, '') = '' OR coalesce(p_scope, '') = '' THEN
    RAISE EXCEPTION 'ledger: an idempotency key is required' USING ERRCODE = 'RL005';
  END IF;
  IF NOT pg_try_advisory_xact_lock(hashtextextended(concat_ws(chr(31), 'ledger', v_tenant, p_scope, v_key), 7)) THEN
    RAISE EXCEPTION 'ledger: a call with key % is still running', v_key USING ERRCODE = 'RL004';
  END IF;
  SELECT * INTO v_known FROM ledger_idempotency_keys
    WHERE book = ledger_book(v_tenant) AND scope = p_scope AND key = v_key;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF v_known.request_hash <> ledger_request_hash(request) THEN
    RAISE EXCEPTION 'ledger: key % was used with another body', v_key USING ERRCODE = 'RL003';
  END IF;
  RETURN v_known.response || '{"replayed": true}';
END $$;
`
