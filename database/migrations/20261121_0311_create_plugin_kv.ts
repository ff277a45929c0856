import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What plugins keep, and how often they asked. Every write of an installation's values goes through a function that locks its
 * row of usage first: the quota is exact however many write at once, and nobody waits for another installation.
 */
export default class extends BaseSchema {
  async up() {
    this.#tables()
    this.schema.raw(COUNTING)
    this.schema.raw(LOCK)
    this.schema.raw(EXPIRE)
    this.schema.raw(PUT)
    this.schema.raw(INCREMENT)
    this.schema.raw(DELETE)
  }

  #tables() {
    this.schema.raw(`
      create table plugin_kv (
        installation_id uuid not null references plugin_installations (id) on delete cascade,
        key text collate "C" not null check (octet_length(key) between 1 and 200),
        value text not null check (octet_length(value) <= 65536),
        bytes integer not null generated always as (octet_length(key) + octet_length(value)) stored,
        expires_at timestamptz,
        updated_at timestamptz not null default clock_timestamp(),
        primary key (installation_id, key)
      );
      create index plugin_kv_expiring on plugin_kv (installation_id, expires_at) where expires_at is not null;
      create table plugin_kv_usage (
        installation_id uuid primary key references plugin_installations (id) on delete cascade,
        keys bigint not null default 0 check (keys >= 0),
        bytes bigint not null default 0 check (bytes >= 0)
      );
      create table plugin_rates (
        installation_id uuid not null references plugin_installations (id) on delete cascade,
        kind text not null,
        minute timestamptz not null,
        used integer not null,
        primary key (installation_id, kind)
      );
      create table plugin_emissions (
        call_id uuid not null,
        sequence integer not null,
        installation_id uuid not null references plugin_installations (id) on delete cascade,
        at timestamptz not null default now(),
        primary key (call_id, sequence)
      );
      create index plugin_emissions_at on plugin_emissions (at);
      create index plugin_emissions_installation on plugin_emissions (installation_id);
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}

/** By trigger, so that no way of writing or deleting rows is forgotten. */
const COUNTING = `
create function plugin_kv_count() returns trigger language plpgsql as $$
begin
  update plugin_kv_usage
     set keys = keys + case tg_op when 'INSERT' then 1 when 'DELETE' then -1 else 0 end,
         bytes = bytes + case tg_op when 'DELETE' then 0 else new.bytes end - case tg_op when 'INSERT' then 0 else old.bytes end
   where installation_id = case tg_op when 'DELETE' then old.installation_id else new.installation_id end;
  return null;
end $$;
create trigger plugin_kv_counted after insert or update or delete on plugin_kv for each row execute function plugin_kv_count();
`

const LOCK = `
create function plugin_kv_lock(p_installation uuid) returns void language plpgsql as $$
begin
  perform 1 from plugin_kv_usage where installation_id = p_installation for update;
  if not found then
    insert into plugin_kv_usage (installation_id) values (p_installation) on conflict do nothing;
    perform 1 from plugin_kv_usage where installation_id = p_installation for update;
  end if;
end $$;
`

const EXPIRE = `
create function plugin_kv_expire(p_installation uuid) returns bigint language plpgsql as $$
declare removed bigint;
begin
  perform plugin_kv_lock(p_installation);
  delete from plugin_kv where installation_id = p_installation and expires_at <= clock_timestamp();
  get diagnostics removed = row_count;
  return removed;
end $$;
`

/** Answers which limit refuses and the figure it would come to; null when it was written. */
const PUT = `
create function plugin_kv_put(p_installation uuid, p_key text, p_value text, p_expires timestamptz, p_max_keys bigint, p_max_bytes bigint)
returns table (refused_by text, figure bigint) language plpgsql as $$
declare
  had integer;
  used plugin_kv_usage;
  new_keys bigint;
  new_bytes bigint;
begin
  perform plugin_kv_lock(p_installation);
  for attempt in 1..2 loop
    select kv.bytes into had from plugin_kv kv where kv.installation_id = p_installation and kv.key = p_key;
    select * into used from plugin_kv_usage usage where usage.installation_id = p_installation;
    new_keys := used.keys + case when had is null then 1 else 0 end;
    new_bytes := used.bytes - coalesce(had, 0) + octet_length(p_key) + octet_length(p_value);
    -- Where the limit was lowered meanwhile, what makes less of it is still allowed.
    exit when (new_keys <= p_max_keys or new_keys <= used.keys) and (new_bytes <= p_max_bytes or new_bytes <= used.bytes);
    if attempt = 2 then
      return query select case when new_keys > p_max_keys and new_keys > used.keys then 'keys' else 'bytes' end,
                          case when new_keys > p_max_keys and new_keys > used.keys then new_keys else new_bytes end;
      return;
    end if;
    perform plugin_kv_expire(p_installation);
  end loop;
  insert into plugin_kv (installation_id, key, value, expires_at) values (p_installation, p_key, p_value, p_expires)
      on conflict (installation_id, key) do update
     set value = excluded.value, expires_at = excluded.expires_at, updated_at = clock_timestamp();
  return query select null::text, null::bigint;
end $$;
`

/** A new key begins at zero and takes the given expiry; one that is there keeps its own. */
const INCREMENT = `
create function plugin_kv_increment(p_installation uuid, p_key text, p_by bigint, p_expires timestamptz, p_max_keys bigint, p_max_bytes bigint)
returns table (refused_by text, figure bigint, value bigint) language plpgsql as $$
declare
  found_value text;
  expiry timestamptz := p_expires;
  total numeric;
begin
  perform plugin_kv_lock(p_installation);
  select kv.value, kv.expires_at into found_value, expiry from plugin_kv kv
   where kv.installation_id = p_installation and kv.key = p_key and (kv.expires_at is null or kv.expires_at > clock_timestamp());
  if found_value is null then
    expiry := p_expires;
    found_value := '0';
  end if;
  if found_value !~ '^[-]{0,1}[0-9]{1,16}$' then
    return query select 'not_a_number'::text, null::bigint, null::bigint;
    return;
  end if;
  total := found_value::numeric + p_by;
  if abs(total) > 9007199254740991 then
    return query select 'out_of_range'::text, null::bigint, null::bigint;
    return;
  end if;
  return query select put.refused_by, put.figure, total::bigint
                 from plugin_kv_put(p_installation, p_key, total::text, expiry, p_max_keys, p_max_bytes) put;
end $$;
`

const DELETE = `
create function plugin_kv_delete(p_installation uuid, p_key text) returns boolean language plpgsql as $$
declare was_live boolean;
begin
  perform plugin_kv_lock(p_installation);
  delete from plugin_kv where installation_id = p_installation and key = p_key
    returning expires_at is null or expires_at > clock_timestamp() into was_live;
  return coalesce(was_live, false);
end $$;
`
