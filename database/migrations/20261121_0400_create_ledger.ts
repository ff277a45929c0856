import { BaseSchema } from '@adonisjs/lucid/schema'
import { ledgerSchema } from '#ledger/sql/ledger_schema'

export default class extends BaseSchema {
  async up() {
    for (const statements of ledgerSchema) this.schema.raw(statements)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
