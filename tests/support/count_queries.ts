import db from '@adonisjs/lucid/services/db'

/** How many statements the application sends while `work` runs. For tests that run alone: every statement of the process counts. */
export async function countQueries(work: () => PromiseLike<unknown>): Promise<number> {
  let count = 0
  const { client } = db.connection().getReadClient()
  const listener = () => void count++
  client.on('query', listener)
  try {
    await work()
  } finally {
    client.off('query', listener)
  }
  return count
}
