import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { PLATFORM, TENANT, type ApiOwner } from '#registry/routes/api_owner'
import { EXPORT, HEALTH, HISTORY, SECRETS } from '#registry/wire/wire_schemas'
import { secretValidator } from '#registry/validators/installation_validator'

const Data = () => import('#registry/controllers/api/installation_data_controller')

api(() => [TENANT, PLATFORM].forEach(data)).use(middleware.apiAuth())

function data({ path, as, tag, readers, managers, id }: ApiOwner) {
  operation(router.get(`${path}/:id/secrets`, [Data, 'secrets']).as(`${as}.secrets.index`), {
    id: id('listInstallationSecrets'),
    summary: 'The secrets a plugin asks for, and since when each is set; never their values',
    tag,
    roles: readers,
    responses: { 200: SECRETS },
  })
  operation(router.put(`${path}/:id/secrets/:name`, [Data, 'putSecret']).as(`${as}.secrets.update`), {
    id: id('setInstallationSecret'),
    summary: 'Set or replace a secret',
    tag,
    roles: managers,
    body: secretValidator,
    responses: { 204: null },
  })
  operation(router.delete(`${path}/:id/secrets/:name`, [Data, 'deleteSecret']).as(`${as}.secrets.destroy`), {
    id: id('removeInstallationSecret'),
    summary: 'Forget a secret',
    tag,
    roles: managers,
    responses: { 204: null },
  })
  operation(router.get(`${path}/:id/health`, [Data, 'health']).as(`${as}.health`), {
    id: id('showInstallationHealth'),
    summary: 'Runs, failures, latency and fuel of the last day, by the hour',
    tag,
    roles: readers,
    responses: { 200: HEALTH },
  })
  operation(router.get(`${path}/:id/history`, [Data, 'history']).as(`${as}.history`), {
    id: id('listInstallationHistory'),
    summary: 'Versions, consent, settings and switches: what happened, newest first',
    tag,
    roles: readers,
    responses: { 200: HISTORY },
  })
  operation(router.get(`${path}/:id/export`, [Data, 'export']).as(`${as}.export`), {
    id: id('exportInstallation'),
    summary: 'All that the plugin keeps: settings, key-value data, schedules, usage; names of secrets only',
    tag,
    roles: managers,
    responses: { 200: EXPORT },
  })
}
