import { BaseSchema } from '@adonisjs/lucid/schema'

/** Keys that sign plugins, and what they signed. The platform becomes a publisher of its own. */
export default class extends BaseSchema {
  async up() {
    this.#keys()
    this.#signatures()
    this.#platformPublisher()
  }

  #keys() {
    this.schema.createTable('signing_keys', (table) => {
      table.uuid('id').primary()
      table.text('owner_kind').notNullable().checkIn(['publisher', 'registry'])
      table.uuid('publisher_id').references('publishers.id').onDelete('RESTRICT')
      table.text('algorithm').notNullable().checkIn(['ed25519'])
      table.text('public_key').notNullable().unique()
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('revoked_at', { useTz: true })
      table.text('revoked_reason')
      table.check(`(owner_kind = 'publisher') = (publisher_id is not null)`, {}, 'signing_keys_owner')
      table.index(['publisher_id', 'created_at'])
    })
  }

  /** One key signs a version once; after a rotation several keys may have signed the same one. */
  #signatures() {
    this.schema.createTable('version_signatures', (table) => {
      table.uuid('version_id').notNullable().references('plugin_versions.id').onDelete('CASCADE')
      table.uuid('key_id').notNullable().references('signing_keys.id').onDelete('RESTRICT')
      table.text('kind').notNullable().checkIn(['author', 'registry'])
      table.text('signature').notNullable()
      table.timestamp('signed_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['version_id', 'key_id'])
      table.index(['key_id'])
    })
  }

  /** Until now a person stood for the platform, and whatever that person published counted as the platform's own. */
  #platformPublisher() {
    this.schema.raw(`
      insert into publishers (id, slug, name, kind, is_first_party, verified_at, verify_method)
      values ('00000000-0000-7000-8000-000000000001', 'rialto', 'Rialto', 'org', true, now(), 'admin');
      update plugins p set publisher_id = '00000000-0000-7000-8000-000000000001'
        from publishers b
       where b.id = p.publisher_id and b.is_first_party and b.user_id is not null
         and not exists (select 1 from plugin_versions v where v.plugin_id = p.id and v.publish_method <> 'seed');
      delete from plugin_owners o using plugins p
       where p.id = o.plugin_id and p.publisher_id = '00000000-0000-7000-8000-000000000001';
      update publishers set is_first_party = false where user_id is not null;
      create unique index publishers_first_party on publishers (is_first_party) where is_first_party;
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
