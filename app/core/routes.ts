import router from '@adonisjs/core/services/router'

const Health = () => import('#core/controllers/api/health_controller')
const Metrics = () => import('#core/controllers/api/metrics_controller')

router.get('ping', [Health, 'ping']).as('ping')
router.get('health', [Health, 'live']).as('health')
router.get('health/live', [Health, 'live']).as('health.live')
router.get('health/ready', [Health, 'ready']).as('health.ready')
router.get('metrics', [Metrics, 'show']).as('metrics')
