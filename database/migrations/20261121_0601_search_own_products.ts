import { BaseSchema } from '@adonisjs/lucid/schema'

/** The seller's list is searched by any part of a title. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('create index products_title_similar on products using gin (title gin_trgm_ops)')
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
