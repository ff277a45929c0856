import { BaseSchema } from '@adonisjs/lucid/schema'

/** A publisher shows that a domain is theirs; it is looked at again every day. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('publisher_proofs', (table) => {
      table.uuid('publisher_id').primary().references('publishers.id').onDelete('CASCADE')
      table.specificType('domain', 'citext').notNullable()
      table.text('method').notNullable().checkIn(['dns', 'web'])
      table.text('token').notNullable()
      table.uuid('requested_by').references('users.id').onDelete('SET NULL')
      table.timestamp('requested_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('proved_at', { useTz: true })
      table.timestamp('checked_at', { useTz: true })
      table.integer('failures').notNullable().defaultTo(0)
      table.index(['requested_by'])
    })
    this.schema.raw(`
      create unique index publisher_proofs_domain on publisher_proofs (domain) where proved_at is not null;
      create index publisher_proofs_due on publisher_proofs (checked_at, publisher_id) where proved_at is not null;
      create index publishers_named on publishers (name, id);
    `)
    this.schema.raw(`
      do $$ declare found text; begin
        select conname into found from pg_constraint
         where conrelid = 'publishers'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%verify_method%';
        execute format('alter table publishers drop constraint %I', found);
      end $$;
      alter table publishers add constraint publishers_verify_method check (verify_method in ('dns', 'web', 'repo', 'oidc', 'admin')) not valid;
      alter table publishers validate constraint publishers_verify_method;
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
