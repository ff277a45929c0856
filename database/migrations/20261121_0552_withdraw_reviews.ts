import { BaseSchema } from '@adonisjs/lucid/schema'

/** Who wrote a review may take it back; the row stays, so that votes and flags given twice count once. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table reviews drop constraint reviews_status;
      alter table reviews add constraint reviews_status
        check (status in ('held', 'published', 'flagged', 'hidden', 'removed', 'withdrawn')) not valid;
      alter table reviews validate constraint reviews_status;
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
