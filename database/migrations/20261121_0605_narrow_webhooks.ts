import { BaseSchema } from '@adonisjs/lucid/schema'

/** Webhooks that are told of some things only: what they are is the business of the domain that offers them. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('webhooks', (table) => {
      // Empty: of everything that concerns the owner.
      table.specificType('subjects', 'text[]').notNullable().defaultTo('{}')
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
