import { BaseSchema } from '@adonisjs/lucid/schema'

/** A new key of the registry with the signature of the one before it: who trusts that one takes the new one. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('signing_keys', (table) => {
      table.uuid('endorsed_by').references('signing_keys.id').onDelete('RESTRICT')
      table.text('endorsement')
    })
    this.schema.raw(
      `alter table signing_keys add constraint signing_keys_endorsed check ((endorsed_by is null) = (endorsement is null) and endorsed_by is distinct from id)`
    )
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
