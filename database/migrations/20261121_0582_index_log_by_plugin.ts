import { BaseSchema } from '@adonisjs/lucid/schema'

/** A bundle carries what the public log says of its plugins: found by name, not by reading the whole log. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`create index log_entries_plugin on log_entries ((payload::jsonb->>'plugin')) where event like 'version_%'`)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
