import { changedTables, databasePrint, type DatabasePrint } from './database_print.js'
import type { Reply } from './send.js'

export type Attempt = { what: string; reply: Reply }

/** The provider was asked and said no: the attempt is on record, as it should be. */
const PAYMENT_REFUSED = 402

/** `print`: of the rows as they are now, where they were looked at. */
export type Looked = { done: Attempt[]; complaint: string | null; print: DatabasePrint | null }

/**
 * Runs attempts that should be refused, and says so when rows changed although every one was. `known`: the print that the
 * attempts before left, for whoever did nothing in between; looking at every table is what takes time here.
 */
export async function refusedWithoutTrace(attempts: (() => Promise<Attempt>)[], known: DatabasePrint | null = null): Promise<Looked> {
  const before = known ?? (await databasePrint())
  const done: Attempt[] = []
  for (const attempt of attempts) done.push(await attempt())
  if (!done.every(({ reply }) => reply.status >= 400 && reply.status !== PAYMENT_REFUSED)) return { done, complaint: null, print: null }
  const print = await databasePrint()
  const changed = changedTables(before, print)
  const said = done.map(({ what, reply }) => `${what} (${reply.status})`).join(', ')
  return { done, complaint: changed.length ? `${changed.join(', ')} changed by a refused request: ${said}` : null, print }
}
