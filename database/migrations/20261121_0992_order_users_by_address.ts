import { BaseSchema } from '@adonisjs/lucid/schema'

/** The list of users by address, page by page. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('create index users_in_order_of_address on users (email, id)')
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
