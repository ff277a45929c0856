import { BaseSchema } from '@adonisjs/lucid/schema'

/** Releases that wait for the word of other owners. Nobody agrees to their own: the database says so, too. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('stages', (table) => {
      table.uuid('id').primary()
      table.uuid('version_id').notNullable().unique().references('plugin_versions.id').onDelete('CASCADE')
      table.uuid('requested_by').notNullable().references('users.id').onDelete('CASCADE')
      table.integer('needed').notNullable().checkPositive()
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('expires_at', { useTz: true }).notNullable()
      table.timestamp('ended_at', { useTz: true })
      table.unique(['id', 'requested_by'])
    })
    this.schema.createTable('stage_approvals', (table) => {
      table.uuid('stage_id').notNullable()
      table.uuid('requested_by').notNullable()
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.timestamp('at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['stage_id', 'user_id'])
      table.foreign(['stage_id', 'requested_by']).references(['id', 'requested_by']).inTable('stages').onDelete('CASCADE')
    })
    this.schema.raw(`
      alter table stage_approvals add constraint stage_approvals_of_others check (user_id <> requested_by);
      create index stages_open on stages (expires_at) where ended_at is null;
      alter table plugins add constraint plugins_stage_approvals check (require_stage_approvals between 0 and 10);
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
