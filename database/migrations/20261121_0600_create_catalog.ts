import { BaseSchema } from '@adonisjs/lucid/schema'
import { catalogSchema } from '#catalog/sql/catalog_schema'

export default class extends BaseSchema {
  async up() {
    for (const statements of catalogSchema) this.schema.raw(statements)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
