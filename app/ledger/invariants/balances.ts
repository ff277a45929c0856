import { sqlCheck } from '#ledger/invariants/check'

const SIGNED = `case e.side when 'D' then e.amount else -e.amount end`

/** 1: Σ debits = Σ credits per transaction and currency, and a transaction has the entries it declares. */
export const transactionsBalance = sqlCheck(
  1,
  'transactions_balance',
  `select 'transaction ' || t.id || ' is off by ' || x.difference || ' ' || x.currency as violation
     from ledger_transactions t
     join (select e.tx_id, a.currency, sum(${SIGNED}) as difference
             from ledger_entries e join ledger_accounts a on a.id = e.account_id
            group by e.tx_id, a.currency having sum(${SIGNED}) <> 0) x on x.tx_id = t.id
   union all
   select 'transaction ' || t.id || ' has ' || count(e.seq) || ' entries instead of ' || t.entry_count
     from ledger_transactions t left join ledger_entries e on e.tx_id = t.id
    group by t.id having count(e.seq) <> t.entry_count`
)

/** 2: what all accounts have is what all accounts owe. */
export const booksSumToZero = sqlCheck(
  2,
  'books_sum_to_zero',
  `select 'all balances in ' || currency || ' sum to ' || sum(posted_d - posted_c) as violation
     from ledger_accounts group by currency having sum(posted_d - posted_c) <> 0`
)

/** 3: stored balance = Σ entries = last balance_after, and versions have no gap. */
export const storedBalancesMatch = sqlCheck(
  3,
  'stored_balances_match',
  `select 'account ' || a.code || ' (' || a.id || ') stores ' || a.balance || ' at version ' || a.version
            || ', its entries say ' || coalesce(x.balance, 0) || ' at ' || coalesce(x.versions, 0) as violation
     from ledger_accounts a
     left join (
       select e.account_id, count(*) as versions, max(e.account_version) as last,
              coalesce(sum(e.amount) filter (where e.side = 'D'), 0) as debit,
              coalesce(sum(e.amount) filter (where e.side = 'C'), 0) as credit,
              sum(case when e.side = b.side then e.amount else -e.amount end) as balance,
              bool_or(e.balance_after <> e.expected) as wrong
         from (select *, sum(case when side = normal then amount else -amount end)
                           over (partition by account_id order by account_version) as expected
                 from (select en.*, ac.side as normal from ledger_entries en join ledger_accounts ac on ac.id = en.account_id) s) e
         join ledger_accounts b on b.id = e.account_id
        group by e.account_id) x on x.account_id = a.id
    where a.posted_d <> coalesce(x.debit, 0) or a.posted_c <> coalesce(x.credit, 0)
       or a.version <> coalesce(x.versions, 0) or a.version <> coalesce(x.last, 0) or coalesce(x.wrong, false)`
)
