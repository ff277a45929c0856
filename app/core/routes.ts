import router from '@adonisjs/core/services/router'
import transmit from '@adonisjs/transmit/services/main'
import { panel, publicPages } from '#start/groups'
import { middleware } from '#start/kernel'

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
const Overview = () => import('#core/controllers/operator/overview_controller')
const Jobs = () => import('#core/controllers/operator/jobs_controller')
const DeadLetters = () => import('#core/controllers/operator/dead_letters_controller')
const Events = () => import('#core/controllers/operator/events_controller')
const Mailbox = () => import('#core/controllers/operator/mailbox_controller')
const AuditLog = () => import('#core/controllers/operator/audit_log_controller')
const PlatformSettings = () => import('#core/controllers/operator/settings_controller')

publicPages(() => {
  router.post('preferences/theme', [Preferences, 'theme']).as('preferences.theme')
  router.post('preferences/locale', [Preferences, 'locale']).as('preferences.locale')
  router.get('palette', [Palette, 'show']).as('palette.show')
  router.get('help/keys', [Help, 'keys']).as('help.keys')
  transmit.registerRoutes((route) => route.use([middleware.liveChannel(), middleware.liveConnection()]))
})

panel('operator', 'core.operate', () => {
  router.get('/', [Overview, 'show']).as('overview')
  router.get('jobs', [Jobs, 'index']).as('jobs.index')
  router.get('jobs/dead-letters/:id', [DeadLetters, 'show']).as('dead_letters.show')
  router.post('jobs/dead-letters/retry', [DeadLetters, 'retry']).as('dead_letters.retry')
  router.post('jobs/dead-letters/confirm-discard', [DeadLetters, 'confirmDiscard']).as('dead_letters.confirm_discard')
  router.post('jobs/dead-letters/discard', [DeadLetters, 'discard']).as('dead_letters.discard')
  router.get('events', [Events, 'index']).as('events.index')
  router.get('events/:id', [Events, 'show']).as('events.show')
})

panel('operator', 'core.read_mailbox', () => {
  router.get('mailbox', [Mailbox, 'index']).as('mailbox.index')
  router.get('mailbox/:id', [Mailbox, 'show']).as('mailbox.show')
})

panel('operator', 'core.audit', () => {
  router.get('audit', [AuditLog, 'index']).as('audit.index')
  router.post('audit/verify', [AuditLog, 'verify']).as('audit.verify')
  router.get('audit/:id', [AuditLog, 'show']).as('audit.show')
})

panel('operator', 'core.settings', () => {
  router.get('settings', [PlatformSettings, 'index']).as('settings.index')
  router.get('settings/:key', [PlatformSettings, 'edit']).as('settings.edit')
  router.post('settings/:key', [PlatformSettings, 'update']).as('settings.update').use(middleware.stepUp())
})
