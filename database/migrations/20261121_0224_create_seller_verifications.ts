import { BaseSchema } from '@adonisjs/lucid/schema'

/** Companies that prove who they are: what they state, what registers say, the documents and the decision. */
export default class extends BaseSchema {
  async up() {
    this.#verifications()
    this.#checks()
    this.#documents()
  }

  #verifications() {
    this.schema.createTable('seller_verifications', (table) => {
      table.uuid('id').primary()
      table.uuid('tenant_id').notNullable().references('tenants.id').onDelete('CASCADE')
      const states = ['draft', 'submitted', 'approved', 'rejected', 'needs_more', 'expired', 'withdrawn']
      table.text('state').notNullable().defaultTo('draft').checkIn(states, 'seller_verifications_state')
      table.text('kind').notNullable().checkIn(['company', 'entrepreneur'], 'seller_verifications_kind')
      table.text('country').notNullable().defaultTo('RU')
      table.text('legal_name').notNullable()
      for (const name of ['inn', 'ogrn']) table.text(name).notNullable()
      for (const name of ['kpp', 'bik', 'account']) table.text(name)
      table.integer('version').notNullable().defaultTo(1)
      table.uuid('submitted_by').references('users.id').onDelete('SET NULL')
      table.timestamp('submitted_at', { useTz: true })
      table.uuid('decided_by').references('users.id').onDelete('SET NULL')
      table.timestamp('decided_at', { useTz: true })
      table.text('reason')
      table.timestamp('expires_at', { useTz: true })
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('updated_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check('(state <> ?) or (expires_at is not null and decided_at is not null)', ['approved'], 'seller_verifications_approved')
      table.index(['tenant_id', 'created_at'])
      table.index(['inn'])
    })
    this.schema.raw(`
      create unique index seller_verifications_current on seller_verifications (tenant_id)
        where state in ('draft', 'submitted', 'needs_more', 'approved');
      create index seller_verifications_ending on seller_verifications (expires_at) where state = 'approved';
    `)
  }

  #checks() {
    this.schema.createTable('verification_checks', (table) => {
      table.uuid('id').primary()
      table.uuid('verification_id').notNullable().references('seller_verifications.id').onDelete('CASCADE')
      table.uuid('tenant_id').notNullable().references('tenants.id').onDelete('CASCADE')
      table.text('source').notNullable()
      table.text('state').notNullable().checkIn(['active', 'closing', 'closed', 'not_found', 'unknown'], 'verification_checks_state')
      table.text('name')
      table.text('note')
      table.jsonb('answer').notNullable().defaultTo('{}')
      table.timestamp('checked_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.unique(['verification_id', 'source'])
      table.index(['tenant_id'])
    })
  }

  #documents() {
    this.schema.createTable('verification_documents', (table) => {
      table.uuid('id').primary()
      table.uuid('verification_id').notNullable().references('seller_verifications.id').onDelete('CASCADE')
      table.uuid('tenant_id').notNullable().references('tenants.id').onDelete('CASCADE')
      table.text('kind').notNullable()
      table.text('name').notNullable()
      table.text('media_type').notNullable().checkIn(['application/pdf', 'image/jpeg', 'image/png', 'image/webp'])
      table.integer('bytes').notNullable().checkPositive()
      table.text('sha256').notNullable()
      table.uuid('uploaded_by').references('users.id').onDelete('SET NULL')
      table.timestamp('uploaded_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.unique(['verification_id', 'sha256'])
      table.index(['tenant_id'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
