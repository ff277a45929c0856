import { sqlRows, type SqlClient } from '#core/database/sql'

/** A named promise about money. `run` answers one line per violation, the first twenty at most. */
export type InvariantCheck = {
  /** Its number in the list of invariants (docs/ledger.md). */
  number: number
  name: string
  run(client: SqlClient): Promise<string[]>
}

const SHOWN = 20

/** A check whose SQL answers `violation` lines and no rows when all is well. */
export const sqlCheck = (number: number, name: string, sql: string): InvariantCheck => ({
  number,
  name,
  async run(client) {
    const rows = await sqlRows<{ violation: string }>(client, `${sql} limit ${SHOWN}`)
    return rows.map((row) => row.violation)
  },
})
