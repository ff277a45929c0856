import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.#permissions()
    this.#roles()
    this.#bindings()
    this.#grants()
  }

  /** What the modules declare, kept for reports and joins; the running code reads its own declarations. */
  #permissions() {
    this.schema.createTable('permissions', (table) => {
      table.text('code').primary()
      table.text('module').notNullable()
      table.specificType('platform_roles', 'text[]').notNullable().defaultTo('{}')
      table.specificType('tenant_roles', 'text[]').notNullable().defaultTo('{}')
      table.timestamp('updated_at', { useTz: true }).notNullable().defaultTo(this.now())
    })
  }

  /** Roles people make: of the platform, or of one company. */
  #roles() {
    this.schema.createTable('custom_roles', (table) => {
      table.uuid('id').primary()
      table.uuid('tenant_id').references('tenants.id').onDelete('CASCADE')
      table.text('name').notNullable()
      table.text('description').notNullable().defaultTo('')
      table.specificType('permissions', 'text[]').notNullable()
      table.integer('version').notNullable().defaultTo(1)
      table.uuid('created_by')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('updated_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check('cardinality(permissions) between 1 and 200', {}, 'custom_roles_permissions')
    })
    this.schema.raw('create unique index custom_roles_name on custom_roles (tenant_id, lower(name)) nulls not distinct')
  }

  #bindings() {
    this.schema.createTable('custom_role_bindings', (table) => {
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.uuid('role_id').notNullable().references('custom_roles.id').onDelete('CASCADE')
      table.uuid('granted_by')
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['user_id', 'role_id'])
      table.index(['role_id', 'user_id'])
    })
    // Who leaves a company leaves its roles, and does not find them again on coming back.
    this.schema.raw(`
      create function drop_roles_of_member() returns trigger language plpgsql as $$
      begin
        delete from custom_role_bindings b using custom_roles r
         where b.role_id = r.id and b.user_id = old.user_id and r.tenant_id = old.tenant_id;
        return old;
      end $$
    `)
    this.schema.raw(
      'create trigger members_leave_roles after delete on tenant_members for each row execute function drop_roles_of_member()'
    )
  }

  /** Who holds what by roles people made. A company's role counts for its members, while it is not suspended. */
  #grants() {
    this.schema.raw(`
      create view custom_role_grants as
        select b.user_id, r.id as role_id, r.name as role_name, r.tenant_id, r.permissions, b.granted_by, b.created_at
          from custom_role_bindings b join custom_roles r on r.id = b.role_id
         where r.tenant_id is null
            or exists (select 1 from tenant_members m join tenants t on t.id = m.tenant_id and t.status = 'active'
                        where m.user_id = b.user_id and m.tenant_id = r.tenant_id)
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
