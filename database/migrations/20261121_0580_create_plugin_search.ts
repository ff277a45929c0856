import { BaseSchema } from '@adonisjs/lucid/schema'
import { pluginSearchSchema } from '#registry/search/search_schema'

/** What plugins are found by, apart from what they are. */
export default class extends BaseSchema {
  async up() {
    for (const statements of pluginSearchSchema) this.schema.raw(statements)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
