import { BaseSchema } from '@adonisjs/lucid/schema'

/** What a company says of itself, since when it is verified, and that it may be closed. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table tenants
        add column version integer not null default 1,
        add column legal_name text check (length(legal_name) <= 300),
        add column legal_address text check (length(legal_address) <= 500),
        add column country text not null default 'RU' check (country ~ '^[A-Z]{2}$'),
        add column inn text check (inn ~ '^([0-9]{10}|[0-9]{12})$'),
        add column ogrn text check (ogrn ~ '^([0-9]{13}|[0-9]{15})$'),
        add column kpp text check (kpp ~ '^[0-9]{4}[0-9A-Z]{2}[0-9]{3}$'),
        add column contact_email citext,
        add column contact_phone text,
        add column website text,
        add column locale text not null default 'en' check (locale in ('en', 'ru')),
        add column timezone text not null default 'UTC',
        add column verified_at timestamptz,
        add column verified_until timestamptz,
        add column closed_at timestamptz,
        drop constraint tenants_status,
        add constraint tenants_status check (status in ('active', 'suspended', 'closed')),
        add constraint tenants_closed check ((status = 'closed') = (closed_at is not null))
    `)
    this.schema.raw(`create index tenants_by_plan on tenants (plan, created_at, id)`)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
