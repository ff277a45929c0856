import { BaseSchema } from '@adonisjs/lucid/schema'

/** What its publisher says to those who still use it. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('plugins', (table) => {
      table.text('deprecation_reason')
    })
    this.schema.raw(`
      alter table plugins add constraint plugins_deprecation check
        ((deprecation_reason is null or (deprecated_at is not null and char_length(deprecation_reason) between 1 and 500))
         and (replacement_id is null or (deprecated_at is not null and replacement_id <> id))) not valid;
      alter table plugins validate constraint plugins_deprecation;
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
