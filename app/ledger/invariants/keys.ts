import { sqlCheck } from '#ledger/invariants/check'

/** 9: same key → same answer, one effect: each effect has exactly one key, and the stored answer tells what was written. */
export const keysMatchEffects = sqlCheck(
  9,
  'keys_match_effects',
  `select 'transaction ' || t.id || ' was written without a key' as violation
     from ledger_transactions t left join ledger_idempotency_keys k on k.tx_id = t.id where k.tx_id is null
   union all
   select 'hold ' || h.id || ' has ' || count(k.hold_id) || ' keys'
     from ledger_holds h left join ledger_idempotency_keys k on k.hold_id = h.id group by h.id having count(k.hold_id) <> 1
   union all
   select 'the answer stored for key ' || k.key || ' differs from transaction ' || k.tx_id
     from ledger_idempotency_keys k
     join ledger_transactions t on t.id = k.tx_id
     cross join lateral (
       select count(*) as told, count(e.tx_id) as true_ones
         from jsonb_to_recordset(k.response -> 'entries')
              as r (seq int, account_id uuid, side text, amount bigint, balance_after bigint, account_version bigint)
         left join ledger_entries e on e.tx_id = k.tx_id and e.seq = r.seq and e.account_id = r.account_id and e.side = r.side
          and e.amount = r.amount and e.balance_after = r.balance_after and e.account_version = r.account_version) x
    where x.told <> t.entry_count or x.true_ones <> t.entry_count or (k.response ->> 'id')::uuid <> t.id`
)
