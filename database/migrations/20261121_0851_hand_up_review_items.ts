import { BaseSchema } from '@adonisjs/lucid/schema'

/** Things that moderators hand up to administrators, and what the queue's figures are read from. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(
      `alter table review_items add column if not exists escalated_at timestamptz,
         add column if not exists escalated_by uuid references users (id) on delete set null, add column if not exists escalation_note text`
    )
    this.schema.raw(`create index if not exists review_items_claimed on review_items (claimed_at) where state = 'claimed'`)
    this.schema.raw(`create index if not exists review_items_decided_at on review_items (decided_at) where state = 'decided'`)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
