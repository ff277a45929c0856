import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.#blocks()
    this.#strikes()
    this.#appeals()
  }

  /** Every block there was. At most one is in force; `users.status` says whether, as that is what each request reads. */
  #blocks() {
    this.schema.createTable('blocks', (table) => {
      table.uuid('id').primary().defaultTo(this.raw('gen_random_uuid()'))
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.text('reason').notNullable()
      table.text('evidence')
      table.uuid('blocked_by')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('expires_at', { useTz: true })
      table.timestamp('lifted_at', { useTz: true })
      table.uuid('lifted_by')
      table.text('lift_reason')
      table.check('expires_at > created_at', {}, 'blocks_expire_later')
      table.check('(lifted_at is null) = (lift_reason is null)', {}, 'blocks_lifted_with_reason')
      table.index(['user_id', 'created_at'])
    })
    this.schema.raw('create unique index blocks_in_force on blocks (user_id) where lifted_at is null')
    this.schema.raw('create index blocks_ending on blocks (expires_at) where lifted_at is null and expires_at is not null')
    this.schema.raw(
      `insert into blocks (user_id, reason, created_at) select id, block_reason, blocked_at from users where status = 'blocked'`
    )
  }

  /** What somebody did against the rules. One that was withdrawn or ran out no longer counts, and stays readable. */
  #strikes() {
    this.schema.createTable('strikes', (table) => {
      table.uuid('id').primary()
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.text('kind').notNullable().checkIn(['spam', 'fraud', 'abuse', 'counterfeit', 'malware', 'other'], 'strikes_kind')
      table.text('reason').notNullable()
      table.text('evidence')
      table.integer('weight').notNullable().defaultTo(1)
      table.uuid('given_by')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('expires_at', { useTz: true })
      table.timestamp('withdrawn_at', { useTz: true })
      table.uuid('withdrawn_by')
      table.text('withdraw_reason')
      table.check('weight between 1 and 100', {}, 'strikes_weight')
      table.check('(withdrawn_at is null) = (withdraw_reason is null)', {}, 'strikes_withdrawn_with_reason')
      table.index(['user_id', 'created_at'])
    })
  }

  /** One second look at each block and each strike, by somebody else than who decided first. */
  #appeals() {
    this.schema.createTable('standing_appeals', (table) => {
      table.uuid('id').primary()
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.uuid('block_id').unique().references('blocks.id').onDelete('CASCADE')
      table.uuid('strike_id').unique().references('strikes.id').onDelete('CASCADE')
      table.text('grounds').notNullable()
      table.uuid('first_decided_by')
      table.text('status').notNullable().defaultTo('open').checkIn(['open', 'granted', 'refused'], 'standing_appeals_status')
      table.uuid('decided_by')
      table.text('public_reason')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('decided_at', { useTz: true })
      table.check('num_nonnulls(block_id, strike_id) = 1', {}, 'standing_appeals_of_one')
      table.check('decided_by is null or decided_by <> first_decided_by or first_decided_by is null', {}, 'standing_appeals_four_eyes')
      table.check('decided_by is null or decided_by <> user_id', {}, 'standing_appeals_not_own')
      table.check("(status = 'open') = (decided_at is null)", {}, 'standing_appeals_decided')
      table.index(['user_id', 'created_at'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
