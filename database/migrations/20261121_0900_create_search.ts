import { BaseSchema } from '@adonisjs/lucid/schema'
import { searchSchema } from '#search/sql/search_schema'

export default class extends BaseSchema {
  async up() {
    for (const statements of searchSchema) this.schema.raw(statements)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
