import { BaseSchema } from '@adonisjs/lucid/schema'

/** Deleting a family reaches its tokens, and each token its successor, without reading the whole table. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('refresh_tokens', (table) => {
      table.index(['family_id', 'expires_at'])
      table.index(['successor_id'])
    })
    this.schema.raw('create index refresh_families_revoked on refresh_families (revoked_at) where revoked_at is not null')
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
