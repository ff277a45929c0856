import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Keys that sign access tokens. One signs (`active`), one is published ahead of its use (`next`), retired ones verify until the
 * last token they signed has run out. Private halves are sealed by the vault and forgotten when a key retires; of a shared
 * secret (HS256), which stays in the environment, only the id is kept.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('token_signing_keys', (table) => {
      table.uuid('id').primary()
      table.text('kid').notNullable().unique()
      table.text('alg').notNullable().checkIn(['HS256', 'RS256', 'EdDSA'], 'token_signing_keys_alg')
      table.text('state').notNullable().checkIn(['next', 'active', 'retired'], 'token_signing_keys_state')
      table.jsonb('public_jwk')
      table.binary('ciphertext')
      table.text('key_id')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('activated_at', { useTz: true })
      table.timestamp('retired_at', { useTz: true })
      table.timestamp('expires_at', { useTz: true })
      table.index(['created_at', 'id'])
    })
    this.schema.raw(`
      alter table token_signing_keys
        add constraint token_signing_keys_public check ((alg = 'HS256') = (public_jwk is null)),
        add constraint token_signing_keys_sealed check (case when alg = 'HS256' or state = 'retired' then ciphertext is null and key_id is null
          else ciphertext is not null and key_id is not null end),
        add constraint token_signing_keys_ends check ((state = 'retired') = (expires_at is not null));
      create unique index token_signing_keys_one on token_signing_keys (state) where state in ('next', 'active');
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
