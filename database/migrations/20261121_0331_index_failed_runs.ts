import { BaseSchema } from '@adonisjs/lucid/schema'

/** The last failures stand on every installation's page: of a healthy plugin they are few among millions of runs. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create index plugin_runs_installation_failed on plugin_runs (installation_id, at, id) where outcome <> 'ok';
      create index plugin_runs_tenant_failed on plugin_runs (tenant_id, id) where outcome <> 'ok';
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
