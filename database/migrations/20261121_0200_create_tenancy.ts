import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.#tenants()
    this.#members()
    this.#invitations()
    this.#linkIdentity()
  }

  #tenants() {
    this.schema.createTable('tenants', (table) => {
      table.uuid('id').primary()
      table.text('name').notNullable()
      table.specificType('slug', 'citext').notNullable().unique()
      table.text('plan').notNullable().defaultTo('FREE').checkIn(['FREE', 'STARTER', 'PRO', 'ENTERPRISE'], 'tenants_plan')
      table.text('status').notNullable().defaultTo('active').checkIn(['active', 'suspended'], 'tenants_status')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('updated_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.index(['created_at', 'id'])
    })
  }

  #members() {
    this.schema.createTable('tenant_members', (table) => {
      table.uuid('id').primary().defaultTo(this.raw('gen_random_uuid()'))
      table.uuid('tenant_id').notNullable().references('tenants.id').onDelete('CASCADE')
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.text('role').notNullable().checkIn(['owner', 'admin', 'user', 'viewer'], 'tenant_members_role')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('updated_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.unique(['tenant_id', 'user_id'])
      table.index(['user_id', 'tenant_id'])
    })
  }

  #invitations() {
    this.schema.createTable('tenant_invitations', (table) => {
      table.uuid('id').primary()
      table.uuid('tenant_id').notNullable().references('tenants.id').onDelete('CASCADE')
      table.specificType('email', 'citext').notNullable()
      table.text('role').notNullable().checkIn(['admin', 'user', 'viewer'], 'tenant_invitations_role')
      table.text('token_hash').notNullable().unique()
      table.uuid('invited_by').references('users.id').onDelete('SET NULL')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('expires_at', { useTz: true }).notNullable()
      table.timestamp('accepted_at', { useTz: true })
      table.timestamp('withdrawn_at', { useTz: true })
      table.index(['tenant_id', 'created_at'])
    })
    this.schema.raw(
      'create unique index tenant_invitations_open on tenant_invitations (tenant_id, email) where accepted_at is null and withdrawn_at is null'
    )
  }

  /** Rights are read from one view: platform roles, and memberships of tenants that are not suspended. */
  #linkIdentity() {
    this.schema.alterTable('users', (table) => {
      table.foreign('last_tenant_id').references('tenants.id').onDelete('SET NULL')
    })
    this.schema.alterTable('refresh_families', (table) => {
      table.foreign('tenant_id').references('tenants.id').onDelete('SET NULL')
    })
    this.schema.raw(`
      create or replace view role_grants as
        select user_id, role, null::uuid as tenant_id from role_bindings
        union all
        select m.user_id, m.role, m.tenant_id
        from tenant_members m join tenants t on t.id = m.tenant_id and t.status = 'active'
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
