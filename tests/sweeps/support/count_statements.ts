import pg from 'pg'

/** Sent by the pool for each new connection, whatever asked for it. */
const OF_THE_POOL = /^(select version\(\)|listen |unlisten )/i

/** What `work` sends to PostgreSQL, by whatever library: for tests that run alone. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = []
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown }
  const original = prototype.query
  prototype.query = function (...args: unknown[]) {
    const text = typeof args[0] === 'string' ? args[0] : ((args[0] as { text?: string } | undefined)?.text ?? '')
    if (!OF_THE_POOL.test(text)) sent.push(text)
    return original.apply(this, args)
  }
  try {
    await work()
  } finally {
    prototype.query = original
  }
  return sent
}

/** The shortest of a few: first answers fill caches, and now and then something in the background sends its own. */
export async function steadyStatements(work: () => Promise<unknown>): Promise<string[]> {
  await work()
  const runs = [await statementsOf(work), await statementsOf(work), await statementsOf(work)]
  return runs.toSorted((left, right) => left.length - right.length)[0]
}
