import db from '@adonisjs/lucid/services/db'

/** Rung a moment after any commit, so it may fall into the time of the request that is counted. */
const RELAY_BELL = `pg_notify('outbox'`

/** How many statements the application sends while `work` runs. For tests that run alone: every statement of the process counts. */
export async function countQueries(work: () => PromiseLike<unknown>): Promise<number> {
  let count = 0
  const { client } = db.connection().getReadClient()
  const listener = ({ sql }: { sql: string }) => {
    if (!sql.includes(RELAY_BELL)) count += 1
  }
  client.on('query', listener)
  try {
    await work()
  } finally {
    client.off('query', listener)
  }
  return count
}
