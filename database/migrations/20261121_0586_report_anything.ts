import { BaseSchema } from '@adonisjs/lucid/schema'

const UNDECIDED = `('open', 'triaged', 'investigating')`

/** Complaints about versions, reviews and publishers too, with every step a case takes, an address for the answer and a mark for those that are late. */
export default class extends BaseSchema {
  async up() {
    this.#reports()
    this.#states()
    this.#appeals()
    this.schema.createTable('report_mails', (table) => {
      table.uuid('report_id').notNullable().references('reports.id').onDelete('CASCADE')
      table.uuid('event_id').notNullable()
      table.timestamp('sent_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['report_id', 'event_id'])
    })
    this.schema.alterTable('publishers', (table) => {
      table.timestamp('restricted_at', { useTz: true })
    })
    this.schema.raw('create index publishers_restricted on publishers (restricted_at) where restricted_at is not null')
  }

  #reports() {
    this.schema.alterTable('reports', (table) => {
      table.uuid('plugin_id').references('plugins.id').onDelete('SET NULL')
      table.uuid('publisher_id').references('publishers.id').onDelete('SET NULL')
      table.text('act').checkIn(['take_down', 'quarantine', 'remove', 'hide', 'restrict'], 'reports_act')
      table.text('evidence_url')
      table.specificType('reporter_email', 'citext')
      table.text('reporter_locale')
      table.uuid('assignee_id').references('users.id').onDelete('SET NULL')
      table.boolean('sla_breached').notNullable().defaultTo(false)
    })
    this.schema.raw(`
      update reports r set plugin_id = p.id, publisher_id = p.publisher_id from plugins p where p.id = r.target_id;
      create index reports_of_plugin on reports (plugin_id, created_at) where plugin_id is not null;
      create index reports_of_publisher on reports (publisher_id, created_at) where publisher_id is not null;
    `)
  }

  #states() {
    this.schema.raw(`
      do $$ declare old record; begin
        for old in select conname from pg_constraint where conrelid = 'reports'::regclass and contype = 'c'
                      and (pg_get_constraintdef(oid) like '%target_kind%' or pg_get_constraintdef(oid) like '%status%') loop
          execute format('alter table reports drop constraint %I', old.conname);
        end loop;
      end $$;
      alter table reports
        add constraint reports_target_kind check (target_kind in ('plugin', 'version', 'review', 'publisher')),
        add constraint reports_status check (status in ('open', 'triaged', 'investigating', 'duplicate', 'actioned', 'dismissed', 'appealed', 'upheld', 'overturned', 'closed')),
        add constraint reports_duplicate check ((status = 'duplicate') = (duplicate_of is not null)),
        add constraint reports_decided check ((verdict is null) = (status in ('open', 'triaged', 'investigating', 'duplicate')));
      drop index reports_open;
      create unique index reports_open on reports (target_kind, target_id, kind) where status in ${UNDECIDED};
      create index reports_due on reports (sla_due_at) where status in ${UNDECIDED} and not sla_breached;
      create index reports_to_close on reports (decided_at) where status in ('upheld', 'overturned');
    `)
  }

  /** Who complained without an account appeals by the secret of the case. */
  #appeals() {
    this.schema.raw(`
      alter table appeals alter column appellant_id drop not null;
      alter table appeals drop constraint appeals_not_by_appellant;
      alter table appeals add constraint appeals_not_by_appellant check (decided_by is null or decided_by is distinct from appellant_id);
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
