import { sqlRun } from '#core/database/sql'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

const LINES = `jsonb_array_elements(?::jsonb) with ordinality as r (req, ord), unnest(ledger_parse_lines(r.req)) as l`

const OPEN_ACCOUNTS = `
insert into ledger_accounts (tenant_id, code, shard, owner_type, owner_id, currency, side, min_balance)
select distinct on (ledger_book(l.tenant_id), l.code, l.currency, l.shard)
       l.tenant_id, l.code, l.shard, l.owner_type, l.owner_id, l.currency, l.normal_side, l.min_balance
  from ${LINES} order by ledger_book(l.tenant_id), l.code, l.currency, l.shard on conflict do nothing`

/** What \`ledger_post\` writes one by one, for a whole list: the same rows, numbers without gaps, one update per account. */
const WRITE = `
with line as materialized (
  select r.ord, r.req, (r.req ->> 'id')::uuid as tx_id, l.seq, l.side, l.amount, a.id as account_id, a.code, a.currency,
         a.side as normal, a.balance, a.version
    from ${LINES}
    join ledger_accounts a on a.book = ledger_book(l.tenant_id) and a.code = l.code and a.currency = l.currency and a.shard = l.shard
), entry as materialized (
  select *, balance + sum(case when side = normal then amount else -amount end) over w as balance_after, version + row_number() over w as account_version
    from line window w as (partition by account_id order by ord, seq)
), posted as (
  insert into ledger_transactions (id, tenant_id, kind, event_at, posted_at, source_type, source_id, entry_count)
  select tx_id, (req ->> 'tenant_id')::uuid, req ->> 'kind', (req ->> 'event_at')::timestamptz, clock_timestamp(),
         req #>> '{source,type}', req #>> '{source,id}', jsonb_array_length(req -> 'entries')
    from line where seq = 1
), entries as (
  insert into ledger_entries (tx_id, seq, account_id, side, amount, balance_after, account_version)
  select tx_id, seq, account_id, side, amount, balance_after, account_version from entry
), accounts as (
  update ledger_accounts a set posted_d = a.posted_d + d.debit, posted_c = a.posted_c + d.credit, version = a.version + d.entries
    from (select account_id, count(*) as entries, coalesce(sum(amount) filter (where side = 'D'), 0) as debit,
                 coalesce(sum(amount) filter (where side = 'C'), 0) as credit from line group by account_id) d
   where a.id = d.account_id
), answer as materialized (
  select tx_id, jsonb_agg(jsonb_build_object('seq', seq, 'account_id', account_id, 'code', code, 'currency', currency, 'side', side,
           'amount', amount::text, 'balance_after', balance_after::text, 'account_version', account_version::text) order by seq) as entries
    from entry group by tx_id
)
insert into ledger_idempotency_keys (tenant_id, scope, key, request_hash, tx_id, response)
select (l.req ->> 'tenant_id')::uuid, l.req ->> 'kind', l.req ->> 'key', ledger_request_hash(l.req), l.tx_id,
       jsonb_build_object('id', l.tx_id, 'kind', l.req ->> 'kind', 'posted_at', clock_timestamp(), 'replayed', false, 'entries', a.entries)
  from line l join answer a using (tx_id) where l.seq = 1`

/**
 * Writes a past into the ledger, some fifty times faster than one posting after another. Only for seeding: nothing
 * looks at keys, holds or floors first, the constraints alone refuse what does not balance.
 */
export async function bulkPost(trx: TransactionClientContract, postings: Record<string, unknown>[]): Promise<void> {
  if (!postings.length) return
  const list = JSON.stringify(postings)
  await sqlRun(trx, `set local rialto.ledger = 'on'`)
  // One writer at a time: nobody else changes the balances that are read here.
  await sqlRun(trx, 'lock table ledger_accounts in share row exclusive mode')
  await sqlRun(trx, OPEN_ACCOUNTS, [list])
  await sqlRun(trx, WRITE, [list])
  await sqlRun(trx, `set local rialto.ledger = 'off'`)
}
