import { BaseSchema } from '@adonisjs/lucid/schema'

/** The quarantine of a version has an owner, an end and an outcome too, as that of a plugin. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('plugin_versions', (table) => {
      table.uuid('quarantine_owner_id').references('users.id').onDelete('SET NULL')
      table.timestamp('quarantine_expires_at', { useTz: true })
      table.text('quarantine_on_expiry').checkIn(['release', 'remove'], 'plugin_versions_quarantine_on_expiry')
      table.timestamp('quarantine_told_at', { useTz: true })
    })
    this.schema.raw(`
      update plugin_versions set quarantine_expires_at = now() + interval '14 days', quarantine_on_expiry = 'remove' where status = 'quarantined';
      alter table plugin_versions add constraint plugin_versions_quarantine_ends
        check (status <> 'quarantined' or (quarantine_expires_at is not null and quarantine_on_expiry is not null));
      create index plugin_versions_quarantined on plugin_versions (quarantine_expires_at) where status = 'quarantined';
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
