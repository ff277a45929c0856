import { BaseSchema } from '@adonisjs/lucid/schema'

/** Other providers people sign in with, whose accounts there belong to whom here, and the ways there that have not come back yet. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('identity_providers', (table) => {
      table.uuid('id').primary()
      table.text('slug').notNullable().unique().checkRegex('^[a-z][a-z0-9-]{1,39}$')
      table.text('kind').notNullable().checkIn(['oidc', 'google', 'github', 'vk', 'yandex'], 'identity_providers_kind')
      table.text('name').notNullable()
      table.text('issuer').notNullable()
      table.text('client_id').notNullable()
      table.specificType('scopes', 'text[]').notNullable()
      table.text('registration').notNullable().checkIn(['open', 'closed'], 'identity_providers_registration')
      table.specificType('email_domains', 'text[]').notNullable().defaultTo('{}')
      table.boolean('is_enabled').notNullable().defaultTo(false)
      table.integer('position').notNullable().defaultTo(0)
      table.binary('ciphertext')
      table.text('key_id')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('updated_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check('(ciphertext is null) = (key_id is null)', {}, 'identity_providers_sealed')
      table.index(['position', 'slug'])
      table.index(['key_id', 'id'])
    })
    this.#identities()
    this.#attempts()
  }

  /** The issuer stands here too: an address a provider is changed to knows other people by the same numbers. */
  #identities() {
    this.schema.createTable('user_identities', (table) => {
      table.uuid('id').primary()
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.uuid('provider_id').notNullable().references('identity_providers.id').onDelete('CASCADE')
      table.text('issuer').notNullable()
      table.text('subject').notNullable()
      table.text('label').notNullable()
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('last_used_at', { useTz: true })
      table.unique(['provider_id', 'issuer', 'subject'])
      table.unique(['user_id', 'provider_id'])
    })
    this.schema.raw('alter table users alter column password_hash drop not null')
  }

  /** Found by the hash of `state` and only by the browser that began; read once, which deletes them. */
  #attempts() {
    this.schema.createTable('provider_attempts', (table) => {
      table.text('id').primary()
      table.text('browser').notNullable()
      table.uuid('provider_id').notNullable().references('identity_providers.id').onDelete('CASCADE')
      table.uuid('linking_user_id').references('users.id').onDelete('CASCADE')
      table.text('verifier').notNullable()
      table.text('nonce').notNullable()
      table.text('next').notNullable()
      table.timestamp('expires_at', { useTz: true }).notNullable().index()
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
