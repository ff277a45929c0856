import { BaseSchema } from '@adonisjs/lucid/schema'

/** What a parcel costs depends on its weight; nobody has to know it. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('alter table variants add column weight_grams integer check (weight_grams between 1 and 1000000)')
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
