import router from '@adonisjs/core/services/router'

const ClientFile = () => import('#registry/client/client_file_controller')

router.get('rialto-plugin.mjs', [ClientFile, 'show']).as('plugin_client')
