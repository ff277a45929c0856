import { BaseSchema } from '@adonisjs/lucid/schema'

/** The log of runs is searched by the plugin's name; one that ran seldom, or never, made it read everybody's runs. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('plugin_runs', (table) => table.index(['plugin_name', 'id']))
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
