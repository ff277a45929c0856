import router from '@adonisjs/core/services/router'

const Jwks = () => import('#identity/signing_keys/controllers/jwks_controller')

router.get('.well-known/jwks.json', [Jwks, 'show']).as('jwks')
