import { changedTables, databasePrint } from './database_print.js'
import type { Reply } from './send.js'

export type Attempt = { what: string; reply: Reply }

/** The provider was asked and said no: the attempt is on record, as it should be. */
const PAYMENT_REFUSED = 402

export type Looked = { done: Attempt[]; complaint: string | null }

/** Runs attempts that should be refused, and says so when rows changed although every one was. */
export async function refusedWithoutTrace(attempts: (() => Promise<Attempt>)[]): Promise<Looked> {
  const before = await databasePrint()
  const done: Attempt[] = []
  for (const attempt of attempts) done.push(await attempt())
  if (!done.every(({ reply }) => reply.status >= 400 && reply.status !== PAYMENT_REFUSED)) return { done, complaint: null }
  const changed = changedTables(before, await databasePrint())
  const said = done.map(({ what, reply }) => `${what} (${reply.status})`).join(', ')
  return { done, complaint: changed.length ? `${changed.join(', ')} changed by a refused request: ${said}` : null }
}
