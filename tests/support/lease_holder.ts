import { ensurePostgres } from '#services/postgres/ensure_postgres'

const postgres = await ensurePostgres()
process.once('message', async () => {
  await postgres.release()
  process.exit(0)
})
process.send?.({ url: postgres.url })
