import { BaseSchema } from '@adonisjs/lucid/schema'

/** The operator's list of accounts walks this index; lookups by book go on using the identity. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('create index ledger_accounts_list_idx on ledger_accounts (code, id)')
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
