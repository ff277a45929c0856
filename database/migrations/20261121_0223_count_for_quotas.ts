import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What companies have of what their plan limits. Triggers count, whoever writes; whoever adds locks the count first, so
 * that two at once cannot both take the last place.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table tenant_counters (
        tenant_id uuid not null references tenants (id) on delete cascade,
        quota text not null,
        used bigint not null default 0,
        primary key (tenant_id, quota)
      );
      create table tenant_api_calls (
        tenant_id uuid not null references tenants (id) on delete cascade,
        day date not null,
        calls bigint not null default 0,
        primary key (tenant_id, day)
      );
      create index tenant_api_calls_day on tenant_api_calls (day);
      create table quota_notices (
        tenant_id uuid not null references tenants (id) on delete cascade,
        quota text not null,
        period date not null,
        level smallint not null check (level in (80, 100)),
        told_at timestamptz not null default now(),
        primary key (tenant_id, quota, period, level)
      );
      create index quota_notices_period on quota_notices (period);
    `)
    this.schema.raw(`
      create function count_tenant_members() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          insert into tenant_counters (tenant_id, quota, used) select tenant_id, 'members', count(*) from changed group by tenant_id order by tenant_id
            on conflict (tenant_id, quota) do update set used = tenant_counters.used + excluded.used;
        else
          update tenant_counters c set used = c.used - d.n from (select tenant_id, count(*) as n from changed group by tenant_id) d
           where c.tenant_id = d.tenant_id and c.quota = 'members';
        end if;
        return null;
      end $$;
      create trigger tenant_members_joined after insert on tenant_members referencing new table as changed
        for each statement execute function count_tenant_members();
      create trigger tenant_members_left after delete on tenant_members referencing old table as changed
        for each statement execute function count_tenant_members();
      insert into tenant_counters (tenant_id, quota, used) select tenant_id, 'members', count(*) from tenant_members group by tenant_id;
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
