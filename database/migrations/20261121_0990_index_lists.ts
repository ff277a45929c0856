import { BaseSchema } from '@adonisjs/lucid/schema'

/** Orders of lists that PostgreSQL had to make itself: each gets its index, together with what tells rows of one value apart. */
const INDEXES: Record<string, string> = {
  refresh_families_listed: 'refresh_families (user_id, last_used_at desc, id desc) where revoked_at is null',
  tenant_members_joined: 'tenant_members (tenant_id, created_at, user_id)',
  tenant_invitations_listed: 'tenant_invitations (tenant_id, created_at desc, id desc) where accepted_at is null and withdrawn_at is null',
  plugins_named: 'plugins (name, id)',
  plugins_changed: 'plugins (updated_at, id)',
  plugins_downloaded: 'plugins (downloads_total, id)',
  plugins_quarantine_ending: "plugins (quarantine_expires_at, id) where status = 'quarantined'",
  plugin_versions_quarantine_ending: "plugin_versions (quarantine_expires_at, id) where status = 'quarantined'",
  plugin_versions_ordered: 'plugin_versions (plugin_id, semver_key, id)',
  plugin_versions_submitted: 'plugin_versions (plugin_id, submitted_at, id)',
  publishers_joined: 'publishers (created_at, id)',
  reviews_changed: 'reviews (updated_at, id)',
  review_items_due: "review_items (due_at, id) where state in ('open', 'claimed')",
  review_items_since: "review_items (created_at, id) where state in ('open', 'claimed')",
  review_items_decided: "review_items (decided_at, id) where state = 'decided'",
  canned_texts_changed: 'canned_texts (updated_at, id)',
}

/** What the new ones do as well. */
const REPLACED = [
  'refresh_families_live',
  'plugins_quarantined',
  'plugin_versions_quarantined',
  'plugin_versions_plugin_id_semver_key_index',
  'review_items_decided_at',
]

export default class extends BaseSchema {
  async up() {
    for (const [name, columns] of Object.entries(INDEXES)) this.schema.raw(`create index ${name} on ${columns}`)
    for (const name of REPLACED) this.schema.raw(`drop index ${name}`)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
