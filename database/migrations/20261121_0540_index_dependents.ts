import { BaseSchema } from '@adonisjs/lucid/schema'

/** "Who needs me?" is asked of the current versions: both ways of that join are found by index. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create index version_deps_dependents on version_deps (dep_canon_name, kind, version_id);
      drop index version_deps_dep_canon_name_index;
      create index plugins_default_version on plugins (default_version_id);
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
