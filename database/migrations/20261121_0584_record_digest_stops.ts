import { BaseSchema } from '@adonisjs/lucid/schema'

/** What the kill switch stopped and how long that took. Names are written out: installations go, the record stays. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('digest_stops', (table) => {
      table.uuid('id').primary()
      table.text('digest').notNullable().references('blob_verdicts.digest').onDelete('RESTRICT')
      table.uuid('installation_id').notNullable()
      table.uuid('tenant_id')
      table.text('plugin').notNullable()
      table.text('version').notNullable()
      table.timestamp('blocked_at', { useTz: true }).notNullable()
      table.timestamp('stopped_at', { useTz: true })
      table.unique(['digest', 'installation_id', 'blocked_at'])
      table.index(['digest', 'id'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
