import router from '@adonisjs/core/services/router'
import '#identity/confirmations/routes'
import '#identity/resets/routes'
import '#identity/sessions/routes'
import '#identity/tokens/routes'
import '#identity/signing_keys/routes'
import '#identity/service_tokens/routes'
import { panel, publicPages } from '#start/groups'
import { middleware } from '#start/kernel'

const Sessions = () => import('#identity/controllers/public/sessions_controller')
const Users = () => import('#identity/controllers/operator/users_controller')
const Blocks = () => import('#identity/controllers/operator/blocks_controller')
const Profile = () => import('#identity/controllers/account/profile_controller')
const FirstPasswords = () => import('#identity/passwords/controllers/first_passwords_controller')
const Roles = () => import('#identity/controllers/operator/roles_controller')

publicPages(() => {
  router.get('sign-in', [Sessions, 'create']).as('session.create')
  router.post('sign-in', [Sessions, 'store']).as('session.store')
  router.post('sign-out', [Sessions, 'destroy']).as('session.destroy')
})

panel('account', null, () => {
  router.get('', [Profile, 'index']).as('home')
  router.get('profile', [Profile, 'show']).as('profile.show')
  router.post('profile', [Profile, 'update']).as('profile.update')
  router.post('profile/password', [Profile, 'password']).as('profile.password').use(middleware.stepUp())
})

panel('account', null, () => {
  router.get('profile/first-password', [FirstPasswords, 'create']).as('first_password.create')
  router.post('profile/first-password', [FirstPasswords, 'store']).as('first_password.store')
}).use(middleware.stepUp())

panel('operator', 'identity.view_users', () => {
  router.get('users', [Users, 'index']).as('users.index')
  router.get('users/:id', [Users, 'show']).as('users.show')
}).where('id', router.matchers.uuid())

panel('operator', 'identity.block_users', () => {
  router.get('users/:id/block', [Blocks, 'create']).as('blocks.create').use(middleware.stepUp())
  router.post('users/:id/block', [Blocks, 'store']).as('blocks.store').use(middleware.stepUp())
  router.post('users/:id/unblock', [Blocks, 'destroy']).as('blocks.destroy').use(middleware.stepUp())
}).where('id', router.matchers.uuid())

panel('operator', 'identity.manage_roles', () => {
  router.post('users/:id/roles', [Roles, 'store']).as('roles.store').use(middleware.stepUp())
  router.post('users/:id/roles/revoke', [Roles, 'destroy']).as('roles.destroy').use(middleware.stepUp())
}).where('id', router.matchers.uuid())
