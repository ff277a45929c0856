import router from '@adonisjs/core/services/router'
import { panel } from '#start/groups'
import { middleware } from '#start/kernel'

const Jwks = () => import('#identity/signing_keys/controllers/jwks_controller')
const SigningKeys = () => import('#identity/signing_keys/controllers/signing_keys_controller')

router.get('.well-known/jwks.json', [Jwks, 'show']).as('jwks')

panel('operator', 'identity.manage_keys', () => {
  router.get('signing-keys', [SigningKeys, 'index']).as('signing_keys.index')
  router.get('signing-keys/rotate', [SigningKeys, 'confirmRotation']).as('signing_keys.confirm_rotation').use(middleware.stepUp())
  router.post('signing-keys/rotate', [SigningKeys, 'rotate']).as('signing_keys.rotate').use(middleware.stepUp())
})
