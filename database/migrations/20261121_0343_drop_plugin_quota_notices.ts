import { BaseSchema } from '@adonisjs/lucid/schema'

/** Quotas of plugins are told as all others are, from `quota_notices`; nothing has read or written this table since. */
export default class extends BaseSchema {
  async up() {
    this.schema.dropTable('plugin_quota_notices')
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
