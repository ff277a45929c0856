import { BaseSchema } from '@adonisjs/lucid/schema'

/** Products count against the plan while they are not hidden. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create function count_products_added() returns trigger language plpgsql as $$
      begin
        insert into tenant_counters (tenant_id, quota, used)
          select tenant_id, 'products', count(*) from now_there where status <> 'hidden' group by tenant_id order by tenant_id
          on conflict (tenant_id, quota) do update set used = tenant_counters.used + excluded.used;
        return null;
      end $$;
      create function count_products_removed() returns trigger language plpgsql as $$
      begin
        update tenant_counters c set used = c.used - d.n
          from (select tenant_id, count(*) as n from were_there where status <> 'hidden' group by tenant_id) d
         where c.tenant_id = d.tenant_id and c.quota = 'products';
        return null;
      end $$;
      create function count_products_changed() returns trigger language plpgsql as $$
      begin
        insert into tenant_counters (tenant_id, quota, used)
          select tenant_id, 'products', sum(n) from (
            select tenant_id, 1 as n from now_there where status <> 'hidden' union all select tenant_id, -1 from were_there where status <> 'hidden') d
           group by tenant_id having sum(n) <> 0 order by tenant_id
          on conflict (tenant_id, quota) do update set used = tenant_counters.used + excluded.used;
        return null;
      end $$;
      create trigger products_added after insert on products referencing new table as now_there
        for each statement execute function count_products_added();
      create trigger products_removed after delete on products referencing old table as were_there
        for each statement execute function count_products_removed();
      create trigger products_changed after update on products referencing old table as were_there new table as now_there
        for each statement execute function count_products_changed();
      insert into tenant_counters (tenant_id, quota, used)
        select tenant_id, 'products', count(*) from products where status <> 'hidden' group by tenant_id on conflict do nothing;
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
