import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Writing a value locks the installation before its usage, as uninstalling does: taken the other way round, each could
 * wait for the other. The lock is the one that the foreign key takes anyway, only earlier.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create or replace function plugin_kv_lock(p_installation uuid) returns void language plpgsql as $$
      begin
        perform 1 from plugin_installations where id = p_installation for key share;
        perform 1 from plugin_kv_usage where installation_id = p_installation for update;
        if not found then
          insert into plugin_kv_usage (installation_id) values (p_installation) on conflict do nothing;
          perform 1 from plugin_kv_usage where installation_id = p_installation for update;
        end if;
      end $$;
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
