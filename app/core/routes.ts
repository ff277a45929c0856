import router from '@adonisjs/core/services/router'
import { publicPages } from '#start/groups'

const Health = () => import('#core/controllers/api/health_controller')
const Metrics = () => import('#core/controllers/api/metrics_controller')
const Preferences = () => import('#core/controllers/public/preferences_controller')
const Palette = () => import('#core/controllers/public/palette_controller')
const Help = () => import('#core/controllers/public/help_controller')

router.get('ping', [Health, 'ping']).as('ping')
router.get('health', [Health, 'live']).as('health')
router.get('health/live', [Health, 'live']).as('health.live')
router.get('health/ready', [Health, 'ready']).as('health.ready')
router.get('metrics', [Metrics, 'show']).as('metrics')

publicPages(() => {
  router.post('preferences/theme', [Preferences, 'theme']).as('preferences.theme')
  router.post('preferences/locale', [Preferences, 'locale']).as('preferences.locale')
  router.get('palette', [Palette, 'show']).as('palette.show')
  router.get('help/keys', [Help, 'keys']).as('help.keys')
})
