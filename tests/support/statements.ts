import pg from 'pg'
import { isInBackground } from '#core/later'

type Work = () => PromiseLike<unknown>

/** Sent by the pool for each new connection, whatever asked for it. */
const OF_THE_POOL = /^(select version\(\)|listen |unlisten )/i

/** What `work` sends to PostgreSQL, by whatever library, without what is put off. For tests that run alone. */
export async function statementsOf(work: Work): Promise<string[]> {
  const sent: string[] = []
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown }
  const original = prototype.query
  prototype.query = function (...args: unknown[]) {
    const text = typeof args[0] === 'string' ? args[0] : ((args[0] as { text?: string } | undefined)?.text ?? '')
    if (!OF_THE_POOL.test(text) && !isInBackground()) sent.push(text)
    return original.apply(this, args)
  }
  try {
    await work()
  } finally {
    prototype.query = original
  }
  return sent
}

/** The shortest of a few: first answers fill caches, and a message that comes late may empty one. */
export async function steadyStatements(work: Work): Promise<string[]> {
  await work()
  const runs = [await statementsOf(work), await statementsOf(work), await statementsOf(work)]
  return runs.toSorted((left, right) => left.length - right.length)[0]
}

/** How many statements `work` takes the first time. */
export const countQueries = async (work: Work) => (await statementsOf(work)).length

/** How many statements `work`, which may be done again and again, takes once caches are warm. */
export const steadyQueries = async (work: Work) => (await steadyStatements(work)).length
