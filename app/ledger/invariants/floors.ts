import { sqlCheck } from '#ledger/invariants/check'

/** 4: balance less holds is never under the floor. */
export const floorsHold = sqlCheck(
  4,
  'floors_hold',
  `select 'account ' || code || ' (' || id || ') has ' || available || ' available, its floor is ' || min_balance as violation
     from ledger_accounts where available < min_balance`
)

/** 5: escrow is never negative, and empty once its order is closed. */
export const escrowIsCovered = sqlCheck(
  5,
  'escrow_is_covered',
  `select 'escrow ' || code || ' holds ' || balance || ' ' || currency
            || case when closed_at is null then '' else ' although it is closed' end as violation
     from ledger_accounts
    where code like 'escrow:%' and (balance < 0 or (closed_at is not null and balance <> 0))`
)

/** 8: open holds = pending columns. */
export const holdsMatchPending = sqlCheck(
  8,
  'holds_match_pending',
  `select 'account ' || a.code || ' (' || a.id || ') has ' || a.pending_d || '/' || a.pending_c
            || ' pending, its open holds sum to ' || coalesce(h.debit, 0) || '/' || coalesce(h.credit, 0) as violation
     from ledger_accounts a
     left join (select account_id, coalesce(sum(remaining) filter (where side = 'D'), 0) as debit,
                       coalesce(sum(remaining) filter (where side = 'C'), 0) as credit
                  from ledger_holds where state = 'pending' group by account_id) h on h.account_id = a.id
    where a.pending_d <> coalesce(h.debit, 0) or a.pending_c <> coalesce(h.credit, 0)`
)
