import env from '#start/env'
import { BaseSchema } from '@adonisjs/lucid/schema'
import { migrateJobSchema } from '#core/jobs/backend'

export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    await migrateJobSchema(env.get('DATABASE_URL'))
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
