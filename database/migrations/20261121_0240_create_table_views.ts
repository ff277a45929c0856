import { BaseSchema } from '@adonisjs/lucid/schema'

const ROLES = [...['everyone', 'superadmin', 'admin', 'moderator', 'analyst', 'support', 'finance'], ...['owner', 'user', 'viewer']]

/** Views of lists that people keep: of the platform's panels where the company is null, else of one company's. */
export default class extends BaseSchema {
  async up() {
    this.#views()
    this.#defaults()
    this.#leaving()
  }

  #views() {
    this.schema.createTable('table_views', (table) => {
      table.uuid('id').primary()
      table.text('list').notNullable()
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.uuid('tenant_id').references('tenants.id').onDelete('CASCADE')
      table.text('name').notNullable()
      table.jsonb('params').notNullable()
      table.text('shared_role').checkIn(ROLES, 'table_views_shared_role')
      table.boolean('is_role_default').notNullable().defaultTo(false)
      table.integer('version').notNullable().defaultTo(1)
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('updated_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check('name = btrim(name) and char_length(name) between 1 and 80', {}, 'table_views_name_length')
      table.check('char_length(list) between 1 and 120', {}, 'table_views_list_length')
      table.check("jsonb_typeof(params) = 'object' and octet_length(params::text) <= 16000", {}, 'table_views_params')
      table.check('shared_role is not null or not is_role_default', {}, 'table_views_default_is_shared')
    })
    this.schema.raw('create unique index table_views_name on table_views (user_id, list, tenant_id, lower(name)) nulls not distinct')
    this.schema.raw('create index table_views_shared on table_views (list, tenant_id, shared_role) where shared_role is not null')
    this.schema.raw('create index table_views_of_tenant on table_views (tenant_id) where tenant_id is not null')
    this.schema.raw(
      'create unique index table_views_role_default on table_views (list, tenant_id, shared_role) nulls not distinct where is_role_default'
    )
  }

  /** What a list opens with for one person: a view of theirs, one shared with them, or one that comes with the list. */
  #defaults() {
    this.schema.createTable('table_view_defaults', (table) => {
      table.uuid('id').primary()
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.uuid('tenant_id').references('tenants.id').onDelete('CASCADE')
      table.text('list').notNullable()
      table.uuid('view_id').references('table_views.id').onDelete('CASCADE')
      table.text('builtin')
      table.check('num_nonnulls(view_id, builtin) = 1', {}, 'table_view_defaults_one')
      table.check('char_length(builtin) <= 80', {}, 'table_view_defaults_builtin')
      table.index('view_id')
    })
    this.schema.raw('create unique index table_view_defaults_once on table_view_defaults (user_id, list, tenant_id) nulls not distinct')
    this.schema.raw('create index table_view_defaults_of_tenant on table_view_defaults (tenant_id) where tenant_id is not null')
  }

  /** Who leaves a company leaves behind what they shared with it, and takes nothing else along; one that closes keeps none. */
  #leaving() {
    this.schema.raw(`
      create function drop_views_of_member() returns trigger language plpgsql as $$
      begin
        delete from table_view_defaults where user_id = old.user_id and tenant_id = old.tenant_id;
        delete from table_views where user_id = old.user_id and tenant_id = old.tenant_id and shared_role is null;
        return old;
      end $$
    `)
    this.schema.raw(
      'create trigger members_leave_views after delete on tenant_members for each row execute function drop_views_of_member()'
    )
    this.schema.raw(`
      create function drop_views_of_tenant() returns trigger language plpgsql as $$
      begin
        delete from table_views where tenant_id = new.id;
        delete from table_view_defaults where tenant_id = new.id;
        return new;
      end $$
    `)
    this.schema.raw(`
      create trigger tenants_drop_views after update of status on tenants for each row
        when (new.status = 'closed' and old.status <> 'closed') execute function drop_views_of_tenant()
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
