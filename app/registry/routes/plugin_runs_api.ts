import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { PLATFORM, TENANT } from '#registry/routes/api_owner'
import { REPLAY, RUNS, RUN_DETAIL } from '#registry/wire/wire_schemas'
import { replayValidator, runLogValidator } from '#registry/validators/installation_validator'

const Runs = () => import('#registry/controllers/api/plugin_runs_controller')

const OWNERS = [
  { ...TENANT, path: 'plugin-runs', as: 'plugin_runs', tag: 'Plugin runs', whose: 'your' },
  { ...PLATFORM, path: 'platform/plugin-runs', as: 'platform_plugin_runs', tag: 'Plugin runs', whose: "everybody's" },
]

api(() => OWNERS.forEach(runs)).use(middleware.apiAuth())

function runs({ path, as, tag, readers, managers, id, whose }: (typeof OWNERS)[number]) {
  operation(router.get(path, [Runs, 'index']).as(`${as}.index`), {
    id: id('listPluginRuns'),
    summary: `Single runs of ${whose} plugins, newest first, by plugin, hook, outcome and time`,
    tag,
    roles: readers,
    query: runLogValidator,
    responses: { 200: RUNS },
  })
  operation(router.get(`${path}/:id`, [Runs, 'show']).as(`${as}.show`), {
    id: id('showPluginRun'),
    summary: 'One run with its logs and, where one was kept, a sample of input and output',
    tag,
    roles: readers,
    responses: { 200: RUN_DETAIL },
  })
  operation(router.post(`${path}/:id/replay`, [Runs, 'replay']).as(`${as}.replay`), {
    id: id('replayPluginRun'),
    summary: 'Run a recorded call again, also against another version; nothing outside of the plugin is touched',
    tag,
    roles: managers,
    body: replayValidator,
    responses: { 200: REPLAY },
  })
}
