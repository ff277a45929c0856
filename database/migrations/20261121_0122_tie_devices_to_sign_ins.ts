import { BaseSchema } from '@adonisjs/lucid/schema'

/** Ending a sign-in has to end the browser's signing in by itself as well: the sign-in says which remembered browser it came from. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('refresh_families', (table) => {
      table.uuid('trusted_device_id').nullable().references('trusted_devices.id').onDelete('SET NULL')
    })
    // For the reference alone: most sign-ins have none.
    this.schema.raw('create index refresh_families_device on refresh_families (trusted_device_id) where trusted_device_id is not null')
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
