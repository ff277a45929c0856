import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/lucid'

const connection = { connectionString: env.get('DATABASE_URL') }

export default defineConfig({
  connection: 'pg',
  prettyPrintDebugQueries: false,
  connections: {
    pg: {
      client: 'pg',
      connection,
      pool: { min: 0, max: env.get('DATABASE_POOL_MAX') ?? 10 },
      migrations: { naturalSort: true, paths: ['database/migrations'], disableRollbacksInProduction: true },
      // Not in tests: processes side by side would read it half written.
      schemaGeneration: { enabled: app.inDev, rulesPaths: ['./database/schema_rules.js'] },
      debug: false,
      // An error names the statement, not what was to be written: it goes into logs and to the error tracker.
      ...{ compileSqlOnError: false },
    },
    /**
     * For what a transaction waits for but must not be part of: a letter kept is kept. Of the transaction's own pool it would
     * ask for a second connection, and as many such jobs as it has connections would wait for each other.
     */
    aside: { client: 'pg', connection, pool: { min: 0, max: 2 }, ...{ compileSqlOnError: false } },
  },
})
