import { BaseSchema } from '@adonisjs/lucid/schema'

/** A run is opened by its id. The lists of the operator follow ids, which follow time. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('plugin_runs', (table) => {
      table.index(['id'])
      table.index(['installation_id', 'id'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
