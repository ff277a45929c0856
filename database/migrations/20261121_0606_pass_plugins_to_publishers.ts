import { BaseSchema } from '@adonisjs/lucid/schema'

/** Who takes over a plugin says in whose name: their own, or that of a publisher they belong to. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('plugin_transfers', (table) => {
      table.uuid('to_publisher_id').references('publishers.id').onDelete('SET NULL')
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
