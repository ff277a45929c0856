import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { PLATFORM, TENANT, type ApiOwner } from '#registry/routes/api_owner'
import { INSTALLATION, INSTALLATIONS, RUNS } from '#registry/wire/wire_schemas'
import {
  installationsValidator,
  installValidator,
  runsValidator,
  settingsValidator,
  uninstallValidator,
} from '#registry/validators/installation_validator'

const Installations = () => import('#registry/controllers/api/installations_controller')

/** The plugins of the tenant the token names, and the platform's own. */
api(() => [TENANT, PLATFORM].forEach(list)).use(middleware.apiAuth())
api(() => [TENANT, PLATFORM].forEach(one)).use(middleware.apiAuth())

function list({ path, as, tag, readers, managers, id }: ApiOwner) {
  operation(router.get(path, [Installations, 'index']).as(`${as}.index`), {
    id: id('listInstallations'),
    summary: 'Installed plugins, with the figures of the last day',
    tag,
    roles: readers,
    query: installationsValidator,
    responses: { 200: INSTALLATIONS },
  })
  operation(router.post(path, [Installations, 'store']).as(`${as}.store`), {
    id: id('installPlugin'),
    summary: 'Install a published version and what it needs; consent names exactly what each asks for',
    tag,
    roles: managers,
    body: installValidator,
    idempotent: true,
    responses: { 201: INSTALLATION },
  })
  operation(router.get(`${path}/:id/runs`, [Installations, 'runs']).as(`${as}.runs`), {
    id: id('listInstallationRuns'),
    summary: 'Single runs of a plugin, newest first',
    tag,
    roles: readers,
    query: runsValidator,
    responses: { 200: RUNS },
  })
}

function one({ path, as, tag, readers, managers, id }: ApiOwner) {
  operation(router.get(`${path}/:id`, [Installations, 'show']).as(`${as}.show`), {
    id: id('showInstallation'),
    summary: 'One installed plugin',
    tag,
    roles: readers,
    responses: { 200: INSTALLATION },
  })
  operation(router.patch(`${path}/:id/settings`, [Installations, 'updateSettings']).as(`${as}.settings`), {
    id: id('configureInstallation'),
    summary: 'Replace the settings; each fault names its field',
    tag,
    roles: managers,
    body: settingsValidator,
    responses: { 200: INSTALLATION },
  })
  operation(router.post(`${path}/:id/enable`, [Installations, 'switchOn']).as(`${as}.enable`), {
    id: id('enableInstallation'),
    summary: 'Switch a plugin on, also one that was switched off because it kept failing',
    tag,
    roles: managers,
    responses: { 200: INSTALLATION },
  })
  operation(router.post(`${path}/:id/disable`, [Installations, 'switchOff']).as(`${as}.disable`), {
    id: id('disableInstallation'),
    summary: 'Switch a plugin off',
    tag,
    roles: managers,
    responses: { 200: INSTALLATION },
  })
  operation(router.delete(`${path}/:id`, [Installations, 'destroy']).as(`${as}.destroy`), {
    id: id('uninstallPlugin'),
    summary: 'Remove a plugin with its settings, secrets and data; export them first. One that others need only with force',
    tag,
    roles: managers,
    query: uninstallValidator,
    responses: { 204: null },
  })
}
