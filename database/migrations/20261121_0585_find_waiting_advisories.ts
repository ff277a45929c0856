import { BaseSchema } from '@adonisjs/lucid/schema'

/** The menu of moderators counts them on every page. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`create index advisories_waiting on advisories (id) where status = 'triage'`)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
