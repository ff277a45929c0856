import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The public log. Writers only insert; one job numbers, chains and signs what was committed, so that nobody waits for
 * anybody and no number is ever missing. What was sealed cannot be changed through the application.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('log_entries', (table) => {
      table.bigIncrements('draft')
      table.timestamp('at', { useTz: true }).notNullable().defaultTo(this.now())
      table.text('event').notNullable()
      table.text('payload').notNullable()
      table.bigInteger('seq').unique()
      table.text('payload_hash').checkRegex('^[0-9a-f]{64}$')
      table.text('prev_hash').checkRegex('^[0-9a-f]{64}$')
      table.text('hash').unique().checkRegex('^[0-9a-f]{64}$')
      table.uuid('key_id').references('signing_keys.id').onDelete('RESTRICT')
      table.text('signature')
      table.check('num_nulls(seq, payload_hash, prev_hash, hash, key_id, signature) in (0, 6)', {}, 'log_entries_sealed_whole')
    })
    this.schema.createTable('log_head', (table) => {
      table.integer('id').primary().checkIn(['1'])
      table.bigInteger('seq').notNullable()
      table.text('hash').notNullable()
    })
    this.schema.raw(`
      create index log_entries_unsealed on log_entries (draft) where seq is null;
      create function log_entries_guard() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and old.seq is null and (new.draft, new.at, new.event, new.payload) is not distinct from (old.draft, old.at, old.event, old.payload) then
          return new;
        end if;
        raise exception 'the public log is only ever added to';
      end $$;
      create trigger log_entries_guard before update or delete on log_entries for each row execute function log_entries_guard();
    `)
    this.#keyChanges()
  }

  /** Keys are made and revoked in several places; the log hears of each in the same transaction. */
  #keyChanges() {
    this.schema.raw(`
      create function signing_keys_log() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and new.revoked_at is not distinct from old.revoked_at then return new; end if;
        insert into log_entries (event, payload) values (
          case when new.revoked_at is null then 'key_added' else 'key_revoked' end,
          jsonb_build_object('key_id', new.id, 'owner', new.owner_kind, 'publisher_id', new.publisher_id,
            'algorithm', new.algorithm, 'public_key', new.public_key, 'reason', new.revoked_reason)::text);
        return new;
      end $$;
      insert into log_entries (event, payload)
      select 'key_added', jsonb_build_object('key_id', id, 'owner', owner_kind, 'publisher_id', publisher_id,
        'algorithm', algorithm, 'public_key', public_key, 'reason', null)::text from signing_keys order by created_at;
      create trigger signing_keys_log after insert or update on signing_keys for each row execute function signing_keys_log();
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
