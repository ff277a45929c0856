import { BaseSchema } from '@adonisjs/lucid/schema'

/** A view may be shared with a role that people made, too. */
export default class extends BaseSchema {
  async up() {
    this.#column()
    this.#leaving()
    this.#roleRemoved()
  }

  #column() {
    this.schema.raw('alter table table_views add column custom_role_id uuid references custom_roles (id) on delete set null')
    this.schema.raw(`
      alter table table_views
        drop constraint table_views_default_is_shared,
        add constraint table_views_shared_once check (num_nonnulls(shared_role, custom_role_id) <= 1),
        add constraint table_views_default_is_shared
          check (num_nonnulls(shared_role, custom_role_id) = 1 or not is_role_default)
    `)
    this.schema.raw('create index table_views_of_custom_role on table_views (custom_role_id) where custom_role_id is not null')
    this.schema.raw('drop index table_views_role_default')
    this.schema.raw(`
      create unique index table_views_role_default on table_views (list, tenant_id, shared_role, custom_role_id)
        nulls not distinct where is_role_default
    `)
  }

  /** What is shared with such a role stays behind as well. */
  #leaving() {
    this.schema.raw(`
      create or replace function drop_views_of_member() returns trigger language plpgsql as $$
      begin
        delete from table_view_defaults where user_id = old.user_id and tenant_id = old.tenant_id;
        delete from table_views
         where user_id = old.user_id and tenant_id = old.tenant_id and shared_role is null and custom_role_id is null;
        return old;
      end $$
    `)
  }

  /** Without its role a view is its owner's alone; one whose owner left the company is nobody's. */
  #roleRemoved() {
    this.schema.raw(`
      create function unshare_views_of_role() returns trigger language plpgsql as $$
      begin
        delete from table_views v
         where v.custom_role_id = old.id and v.tenant_id is not null
           and not exists (select 1 from tenant_members m where m.tenant_id = v.tenant_id and m.user_id = v.user_id);
        update table_views set custom_role_id = null, is_role_default = false, version = version + 1, updated_at = now()
         where custom_role_id = old.id;
        return old;
      end $$
    `)
    this.schema.raw(
      'create trigger custom_roles_unshare_views before delete on custom_roles for each row execute function unshare_views_of_role()'
    )
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
