import { BaseSchema } from '@adonisjs/lucid/schema'

/** A quarantine has an owner, an end and what becomes of it then; bytes can be blocked wherever they are. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('plugins', (table) => {
      table.uuid('quarantine_owner_id').references('users.id').onDelete('SET NULL')
      table.text('quarantine_on_expiry').checkIn(['release', 'take_down'], 'plugins_quarantine_on_expiry')
      table.timestamp('quarantine_told_at', { useTz: true })
    })
    this.schema.raw(`
      update plugins set quarantine_expires_at = coalesce(quarantine_expires_at, now() + interval '14 days'), quarantine_on_expiry = 'take_down'
       where status = 'quarantined';
      alter table plugins add constraint plugins_quarantine_ends
        check (status <> 'quarantined' or (quarantine_expires_at is not null and quarantine_on_expiry is not null));
      create index plugins_quarantined on plugins (quarantine_expires_at) where status = 'quarantined';
    `)
    this.schema.createTable('blob_verdicts', (table) => {
      table.text('digest').primary().checkRegex('^[0-9a-f]{64}$')
      table.text('verdict').notNullable().checkIn(['allow', 'block'])
      table.text('reason').notNullable()
      table.uuid('decided_by').references('users.id').onDelete('SET NULL')
      table.timestamp('decided_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.index(['decided_at', 'digest'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
