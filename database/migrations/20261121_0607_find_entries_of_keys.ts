import { BaseSchema } from '@adonisjs/lucid/schema'

/** Bundles carry what the public log says of the registry's keys; there are few such entries among many. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`create index log_entries_of_keys on log_entries (seq) where event in ('registry_key_rotated', 'key_revoked')`)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
