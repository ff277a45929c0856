import { BaseSchema } from '@adonisjs/lucid/schema'

/** A transaction that notifies holds a lock of the whole server until its commit is on disk: the relay is rung afterwards instead. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('drop trigger outbox_wake on outbox')
    this.schema.raw('drop function outbox_wake()')
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
