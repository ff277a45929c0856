import { BaseSchema } from '@adonisjs/lucid/schema'

const BEFORE_REVIEW = ['uploading', 'staged', 'approved', 'scanning', 'errored', 'pending_review']
const AFTER_REVIEW = ['published', 'yanked', 'quarantined', 'closed', 'rejected', 'expired', 'withdrawn', 'removed']

/** Blobs, versions, what they need, the scans that judged them and how often they were fetched. */
export default class extends BaseSchema {
  async up() {
    this.#blobs()
    this.#versions()
    this.#uploads()
    this.#scans()
    this.#downloads()
  }

  #blobs() {
    this.schema.createTable('blobs', (table) => {
      table.text('digest').primary().checkRegex('^[0-9a-f]{64}$')
      table.bigInteger('size').notNullable()
      table.text('media_type').notNullable()
      table.text('storage_key').notNullable()
      table.jsonb('scan_verdict')
      table.timestamp('stored_at', { useTz: true })
      table.timestamp('touched_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.index(['touched_at'])
    })
  }

  #versions() {
    this.schema.createTable('plugin_versions', (table) => {
      table.uuid('id').primary()
      table.uuid('plugin_id').notNullable().references('plugins.id').onDelete('RESTRICT')
      table.text('version').notNullable()
      table.text('version_no_build').notNullable()
      table.specificType('semver_key', 'text collate "C"').notNullable()
      table
        .text('status')
        .notNullable()
        .checkIn([...BEFORE_REVIEW, ...AFTER_REVIEW])
      table.text('channel').notNullable().checkIn(['stable', 'prerelease'])
      table.text('artifact_digest').notNullable().references('blobs.digest').onDelete('RESTRICT')
      table.bigInteger('size').notNullable()
      table.text('host_api_range').notNullable()
      table.text('platform_range')
      table.jsonb('capabilities').notNullable()
      table.text('imports_hash').notNullable()
      table.text('exports_hash').notNullable()
      table.jsonb('manifest').notNullable()
      table.jsonb('metadata').notNullable()
      table.text('license')
      table.jsonb('provenance')
      table.uuid('published_by').references('users.id').onDelete('SET NULL')
      table.text('publish_method').notNullable().checkIn(['api', 'upload', 'page', 'command', 'seed'])
      table.uuid('token_id')
      table.timestamp('submitted_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('staged_at', { useTz: true })
      table.timestamp('published_at', { useTz: true })
      table.timestamp('closed_at', { useTz: true })
      table.timestamp('yanked_at', { useTz: true })
      table.text('yank_reason')
      table.text('replacement_version')
      table.unique(['plugin_id', 'version_no_build'])
      table.index(['plugin_id', 'semver_key'])
      table.index(['status', 'submitted_at'])
      table.index(['artifact_digest'])
    })
    this.schema.raw(`
      alter table plugins add constraint plugins_default_version foreign key (default_version_id) references plugin_versions (id);
      create function plugin_versions_guard() returns trigger language plpgsql as $$
      begin
        if (new.plugin_id, new.version, new.version_no_build, new.artifact_digest, new.manifest)
          is distinct from (old.plugin_id, old.version, old.version_no_build, old.artifact_digest, old.manifest) then
          raise exception 'a version never changes its content';
        end if;
        return new;
      end $$;
      create trigger plugin_versions_guard before update on plugin_versions
        for each row execute function plugin_versions_guard();
    `)
    this.schema.createTable('version_deps', (table) => {
      table.uuid('version_id').notNullable().references('plugin_versions.id').onDelete('CASCADE')
      table.text('kind').notNullable().checkIn(['runtime', 'peer', 'optional', 'conflicts'])
      table.text('dep_canon_name').notNullable()
      table.text('range').notNullable()
      table.primary(['version_id', 'kind', 'dep_canon_name'])
      table.index(['dep_canon_name'])
    })
  }

  /** The promise of a two-step publish: no version exists until its bytes arrived. */
  #uploads() {
    this.schema.createTable('plugin_uploads', (table) => {
      table.uuid('id').primary()
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.text('secret_hash').notNullable()
      table.jsonb('request').notNullable()
      table.timestamp('expires_at', { useTz: true }).notNullable().index()
      table.timestamp('completed_at', { useTz: true })
    })
  }

  #scans() {
    this.schema.createTable('scans', (table) => {
      table.uuid('id').primary()
      table.uuid('version_id').references('plugin_versions.id').onDelete('SET NULL')
      table.text('plugin_name').notNullable()
      table.text('version').notNullable()
      table.text('digest').notNullable()
      table.integer('ruleset_version').notNullable()
      table.text('outcome').notNullable().checkIn(['pass', 'warning', 'fail'])
      table.jsonb('verdict').notNullable()
      table.timestamp('at', { useTz: true }).notNullable().defaultTo(this.now())
      table.index(['version_id', 'at'])
      table.index(['digest'])
    })
    this.schema.createTable('scan_findings', (table) => {
      table.uuid('id').primary()
      table.uuid('scan_id').notNullable().references('scans.id').onDelete('CASCADE').index()
      table.text('check').notNullable()
      table.text('severity').notNullable().checkIn(['info', 'warning', 'error'])
      table.boolean('enforced').notNullable()
      table.text('message').notNullable()
      table.jsonb('evidence')
    })
  }

  #downloads() {
    this.schema.createTable('version_downloads', (table) => {
      table.uuid('version_id').notNullable().references('plugin_versions.id').onDelete('CASCADE')
      table.date('day').notNullable()
      table.bigInteger('raw').notNullable().defaultTo(0)
      table.bigInteger('unique_clients').notNullable().defaultTo(0)
      table.primary(['version_id', 'day'])
    })
    this.schema.createTable('download_uniques', (table) => {
      table.uuid('version_id').notNullable().references('plugin_versions.id').onDelete('CASCADE')
      table.date('day').notNullable().index()
      table.text('client_hash').notNullable()
      table.primary(['version_id', 'day', 'client_hash'])
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
