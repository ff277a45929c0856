import { BaseSchema } from '@adonisjs/lucid/schema'

/** A third word beside yes and no: something is missing. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      do $$ declare name text; begin
        select conname into name from pg_constraint where conrelid = 'decisions'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%quarantine%';
        if name is not null then execute format('alter table decisions drop constraint %I', name); end if;
      end $$;
      alter table decisions add constraint decisions_decision check (decision in ('approve', 'reject', 'quarantine', 'ask_more'));
      alter table canned_texts drop constraint if exists canned_texts_decision;
      alter table canned_texts add constraint canned_texts_decision check (decision in ('approve', 'reject', 'quarantine', 'ask_more'));
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
