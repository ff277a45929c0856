import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('analytics_checks', (table) => {
      table.bigIncrements('id')
      table.timestamp('at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('range_from', { useTz: true }).notNullable()
      table.timestamp('range_to', { useTz: true }).notNullable()
      table.integer('orders').notNullable()
      table.integer('missing').notNullable()
      table.integer('repaired').notNullable()
      table.bigInteger('difference_minor').notNullable()
      table.index(['at'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
