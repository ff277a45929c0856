import { BaseSchema } from '@adonisjs/lucid/schema'
import { ordersSchema } from '#orders/sql/orders_schema'

export default class extends BaseSchema {
  async up() {
    for (const statements of ordersSchema) this.schema.raw(statements)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
