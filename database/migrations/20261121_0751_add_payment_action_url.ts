import { BaseSchema } from '@adonisjs/lucid/schema'

/** Where the buyer pays while a charge is pending: the page of a provider that takes cards in its own form. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('ALTER TABLE payment_ops ADD COLUMN IF NOT EXISTS action_url text')
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
