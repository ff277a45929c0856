import { ledgerGuards } from '#ledger/sql/guards'
import { ledgerHolds } from '#ledger/sql/holds'
import { ledgerKeys } from '#ledger/sql/keys'
import { ledgerLines } from '#ledger/sql/lines'
import { ledgerPost } from '#ledger/sql/post'
import { ledgerTables } from '#ledger/sql/tables'

/** The first version of the ledger, in the order in which it must be created. */
export const ledgerSchema = [ledgerTables, ledgerGuards, ledgerKeys, ledgerLines, ledgerHolds, ledgerPost]
