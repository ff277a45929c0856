import { BaseSchema } from '@adonisjs/lucid/schema'

/** Sessions that began earlier are over, in whatever store they lie. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('users', (table) => {
      table.timestamp('sessions_valid_after', { useTz: true })
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
