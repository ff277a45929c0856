import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { lockValidator } from '#registry/validators/installation_validator'
import { LOCKFILE } from '#registry/wire/dependency_schemas'
import { PLATFORM, TENANT, type ApiOwner } from '#registry/routes/api_owner'

const Locks = () => import('#registry/installing/locks_controller')

const CHANGED = { type: 'object', properties: { changes: { type: 'array', items: { type: 'object' } } }, required: ['changes'] }
const LOCK = { type: 'object', properties: { lockfile: LOCKFILE }, required: ['lockfile'] }

/** Before `installations/:id`: `lock` is nobody's id. */
api(() => [TENANT, PLATFORM].forEach(locks)).use(middleware.apiAuth())

function locks({ path, as, tag, readers, managers, id }: ApiOwner) {
  operation(router.get(`${path}/lock`, [Locks, 'show']).as(`${as}.lock.show`), {
    id: id('lockInstallations'),
    summary: 'Everything that is installed, as a lockfile that installs the same elsewhere',
    tag,
    roles: readers,
    responses: { 200: LOCK },
  })
  operation(router.post(`${path}/lock`, [Locks, 'store']).as(`${as}.lock.store`), {
    id: id('installByLockfile'),
    summary: 'Bring plugins to exactly the versions of a lockfile; `along` names what is agreed to for each',
    tag,
    roles: managers,
    body: lockValidator,
    idempotent: true,
    responses: { 200: CHANGED },
  })
}
