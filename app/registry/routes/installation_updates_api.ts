import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { PLATFORM, TENANT, type ApiOwner } from '#registry/routes/api_owner'
import { INSTALLATION, UPDATE_OFFER } from '#registry/wire/wire_schemas'
import { offerValidator, steerValidator, updateValidator } from '#registry/validators/installation_validator'

const Updates = () => import('#registry/controllers/api/installation_updates_controller')

api(() => [TENANT, PLATFORM].forEach(updates)).use(middleware.apiAuth())

function updates({ path, as, tag, readers, managers, id }: ApiOwner) {
  operation(router.patch(`${path}/:id`, [Updates, 'steer']).as(`${as}.steer`), {
    id: id('steerInstallation'),
    summary: 'Pin a plugin to its version, or choose the channel it is updated by',
    tag,
    roles: managers,
    body: steerValidator,
    responses: { 200: INSTALLATION },
  })
  operation(router.get(`${path}/:id/update`, [Updates, 'show']).as(`${as}.update.show`), {
    id: id('showInstallationUpdate'),
    summary: 'The newest version of the channel, and what it asks for beyond the one that runs',
    tag,
    roles: readers,
    query: offerValidator,
    responses: { 200: UPDATE_OFFER },
  })
  operation(router.post(`${path}/:id/update`, [Updates, 'store']).as(`${as}.update.store`), {
    id: id('updateInstallation'),
    summary: 'Move to another version; one that asks for more than is agreed to waits',
    tag,
    roles: managers,
    body: updateValidator,
    idempotent: true,
    responses: { 200: INSTALLATION },
  })
  operation(router.delete(`${path}/:id/update`, [Updates, 'decline']).as(`${as}.update.decline`), {
    id: id('declineInstallationUpdate'),
    summary: 'Pass over the version that waits',
    tag,
    roles: managers,
    responses: { 200: INSTALLATION },
  })
  operation(router.post(`${path}/:id/roll-back`, [Updates, 'rollBack']).as(`${as}.roll_back`), {
    id: id('rollBackInstallation'),
    summary: 'Go back to the last good version; a plugin that was switched off for failures runs again',
    tag,
    roles: managers,
    idempotent: true,
    responses: { 200: INSTALLATION },
  })
}
