import { BaseSchema } from '@adonisjs/lucid/schema'

/** A publisher is a person or people: nothing ever named a company here, and rights were read from it. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('publishers', (table) => table.dropColumn('tenant_id'))
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
