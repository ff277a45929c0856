import { BaseSchema } from '@adonisjs/lucid/schema'

/** Documents whose time is over: first no longer handed out, then without bytes. That they were there stays. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('verification_documents', (table) => {
      table.timestamp('deleted_at', { useTz: true })
      table.timestamp('erased_at', { useTz: true })
    })
    this.schema.raw('create index verification_documents_kept on verification_documents (verification_id) where erased_at is null')
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
