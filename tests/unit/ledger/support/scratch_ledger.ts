import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { ledgerSchema } from '#ledger/sql/ledger_schema'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** A planted bug: `find` must occur in the SQL of the ledger, so that a mutant never goes stale unnoticed. */
export type Planted = { find: string | RegExp; put: string }

const POOL = 16

/** A whole ledger in a schema of its own, with bugs planted in its SQL. It disappears with `drop`. */
export async function scratchLedger(name: string, planted: Planted[] = []) {
  const schema = `ledger_scratch_${name}`
  await db.rawQuery(`drop schema if exists ${schema} cascade`)
  await db.rawQuery(`create schema ${schema}`)
  const client = connect(schema, [schema])
  const trx = await client.transaction()
  for (const statements of plant(planted)) await trx.rawQuery(statements)
  await trx.commit()
  return {
    client,
    async drop() {
      await db.manager.close(schema, true)
      await db.rawQuery(`drop schema ${schema} cascade`)
    },
  }
}

/** A connection with a pool wide enough for every worker to hold a session at once. */
export function connect(name: string, searchPath: string[] = ['public'], max = POOL): QueryClientContract {
  // Deadlocks of the mutants are found at once instead of after a second each.
  const connection = { connectionString: env.get('DATABASE_URL'), application_name: name, options: '-c deadlock_timeout=50ms' }
  db.manager.add(name, { client: 'pg', connection, searchPath, pool: { min: 0, max } })
  return db.connection(name)
}

function plant(planted: Planted[]): string[] {
  let text = ledgerSchema.join('\n;;\n')
  for (const { find, put } of planted) {
    const next = text.replace(find, put)
    if (next === text) throw new Error(`the planted bug does not apply any more: ${find}`)
    text = next
  }
  return text.split('\n;;\n')
}
