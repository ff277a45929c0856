import { BaseSchema } from '@adonisjs/lucid/schema'

/** Which browser a panel's sign-in is in, by the hash of its lasting cookie: another one of the same person there takes its place. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('refresh_families', (table) => {
      table.text('browser_hash')
    })
    this.schema.raw(
      'create index refresh_families_browser on refresh_families (user_id, browser_hash) where browser_hash is not null and revoked_at is null'
    )
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
