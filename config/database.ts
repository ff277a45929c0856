import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/lucid'

export default defineConfig({
  connection: 'pg',
  prettyPrintDebugQueries: false,
  connections: {
    pg: {
      client: 'pg',
      connection: { connectionString: env.get('DATABASE_URL') },
      pool: { min: 0, max: env.get('DATABASE_POOL_MAX') ?? 10 },
      migrations: { naturalSort: true, paths: ['database/migrations'], disableRollbacksInProduction: true },
      // Not in tests: processes side by side would read it half written.
      schemaGeneration: { enabled: app.inDev, rulesPaths: ['./database/schema_rules.js'] },
      debug: false,
      // An error names the statement, not what was to be written: it goes into logs and to the error tracker.
      ...{ compileSqlOnError: false },
    },
  },
})
