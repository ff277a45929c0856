import { BaseSchema } from '@adonisjs/lucid/schema'
import { paymentsSchema } from '#payments/sql/payments_schema'

export default class extends BaseSchema {
  async up() {
    for (const statements of paymentsSchema) this.schema.raw(statements)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
