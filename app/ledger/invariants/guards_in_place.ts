import { sqlCheck } from '#ledger/invariants/check'

/** The triggers that make the other promises hold. A disabled one is as bad as a missing one. */
const TRIGGERS = [
  'ledger_entries_append_only',
  'ledger_entries_no_truncate',
  'ledger_entries_writer',
  'ledger_entries_balanced',
  'ledger_transactions_append_only',
  'ledger_transactions_no_delete',
  'ledger_transactions_no_truncate',
  'ledger_transactions_writer',
  'ledger_transactions_balanced',
  'ledger_accounts_identity_fixed',
  'ledger_accounts_no_delete',
  'ledger_accounts_writer',
  'ledger_holds_no_delete',
  'ledger_holds_writer',
  'ledger_keys_append_only',
  'ledger_keys_writer',
]

/** Not in the list of invariants: it guards the guards, so its number is 0. */
export const guardsInPlace = sqlCheck(
  0,
  'guards_in_place',
  `select 'trigger ' || wanted || ' is missing or off' as violation
     from unnest(array['${TRIGGERS.join("','")}']) as wanted
    where not exists (
      select from pg_trigger t join pg_class c on c.oid = t.tgrelid
       where t.tgname = wanted and t.tgenabled in ('O', 'A') and c.relnamespace = current_schema()::regnamespace)`
)
