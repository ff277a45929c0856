import { BaseSchema } from '@adonisjs/lucid/schema'

/** What publishers write about a version, as they wrote it; like the version it never changes. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('version_texts', (table) => {
      table.uuid('version_id').primary().references('plugin_versions.id').onDelete('CASCADE')
      table.text('readme')
      table.text('changelog')
      table.check('char_length(readme) <= 65536 and char_length(changelog) <= 65536', {}, 'version_texts_length')
      table.check('readme is not null or changelog is not null', {}, 'version_texts_said')
    })
    this.schema.raw(`
      create function version_texts_keep() returns trigger language plpgsql as $$
      begin raise exception 'a version never changes its content'; end $$;
      create trigger version_texts_keep before update on version_texts for each row execute function version_texts_keep();
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
