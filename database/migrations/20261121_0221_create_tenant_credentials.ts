import { BaseSchema } from '@adonisjs/lucid/schema'

/** Keys of companies to other systems, sealed by the vault; only the last characters stand in clear. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('tenant_credentials', (table) => {
      table.uuid('id').primary()
      table.uuid('tenant_id').notNullable().references('tenants.id').onDelete('CASCADE')
      table.text('name').notNullable()
      table.text('kind').notNullable().checkIn(['api_key', 'json'], 'tenant_credentials_kind')
      table.binary('ciphertext').notNullable()
      table.text('key_id').notNullable()
      table.text('last_four').notNullable().defaultTo('')
      table.integer('version').notNullable().defaultTo(1)
      table.uuid('set_by').references('users.id').onDelete('SET NULL')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('set_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.unique(['tenant_id', 'name'])
      table.index(['key_id', 'id'])
    })
    this.schema.raw(
      `alter table tenant_credentials add constraint tenant_credentials_name check (name ~ '^[a-z][a-z0-9_]{0,59}$'),
         add constraint tenant_credentials_last_four check (length(last_four) <= 4)`
    )
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
