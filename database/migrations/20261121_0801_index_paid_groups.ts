import { BaseSchema } from '@adonisjs/lucid/schema'

/** Analytics is held against what was paid in a stretch of time. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('create index order_groups_paid_idx on order_groups (paid_at) where paid_at is not null')
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
