import { BaseSchema } from '@adonisjs/lucid/schema'

/** Codes sent to one number, and accounts whose hash is still an older system's: both are asked for by every request that needs them. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`create index contact_confirmations_phone on contact_confirmations (value, created_at) where kind = 'phone'`)
    this.schema.raw(`create index users_older_hash on users (id) where password_hash like '$2%'`)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
