import { BaseSchema } from '@adonisjs/lucid/schema'

/** The list of users by address: page by page, as its text stands. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('create index users_by_address on users ((email::text), id)')
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
