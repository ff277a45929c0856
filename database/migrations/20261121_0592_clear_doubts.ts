import { BaseSchema } from '@adonisjs/lucid/schema'

/** When a person let stay what a rule doubted. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('scans', (table) => {
      table.timestamp('cleared_at', { useTz: true })
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
