import { BaseSchema } from '@adonisjs/lucid/schema'

/** What a new look covers, and which worker is at it; what it needs to find its way quickly. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('rescans', (table) => {
      table.text('scope').notNullable().defaultTo('all').checkIn(['all', 'alike'])
      table.timestamp('claimed_until', { useTz: true })
    })
    this.schema.raw(`
      create index plugin_versions_rescanned on plugin_versions (id) where status in ('published', 'yanked');
      create unique index rescans_unfinished on rescans ((true)) where finished_at is null;
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
