import { Audit } from '#core/audit/audit'
import { ErrorReports } from '#core/errors/error_reports'
import { Health } from '#core/health/health'
import { JobQueue } from '#core/jobs/job_queue'
import { LiveBus } from '#core/live/live_bus'
import { Metrics } from '#core/metrics/metrics'
import { OutboundHttp } from '#core/outbound/outbound_http'
import { AttemptWindows, databaseAttempts, memoryAttempts, redisAttempts } from '#core/limits/attempt_windows'
import { RequestLimits } from '#core/limits/request_limits'
import { Outbox } from '#core/outbox/outbox'
import { RelayBell } from '#core/outbox/relay_bell'
import { Settings } from '#core/settings/settings'
import { Vault } from '#core/vault/vault'
import type { ApplicationService } from '@adonisjs/core/types'

/** The shared kernel's services, one each per process. */
export default class CoreProvider {
  #open: { close(): Promise<void> }[] = []

  constructor(protected app: ApplicationService) {}

  register() {
    const { container } = this.app
    container.singleton(Outbox, () => new Outbox(this.#closing(new RelayBell())))
    container.singleton(Audit, () => new Audit())
    container.singleton(Metrics, () => new Metrics())
    container.singleton(Health, () => new Health())
    container.singleton(OutboundHttp, async () => this.#closing(await createOutbound()))
    container.singleton(LiveBus, async () => this.#closing(new LiveBus(await createTransport())))
    container.singleton(Settings, async (resolver) => new Settings(await resolver.make(Audit), await resolver.make(LiveBus)))
    container.singleton(ErrorReports, async () => this.#closing(await createErrorReports()))
    container.singleton(RequestLimits, () => createRequestLimits())
    container.singleton(AttemptWindows, () => createAttemptWindows())
    container.singleton(Vault, () => createVault())
    container.singleton(JobQueue, async () => this.#closing(new JobQueue(await createJobBackend())))
  }

  async boot() {
    const { container } = this.app
    const { coreChecks } = await import('#core/health/core_checks')
    const { collectPlatformMetrics } = await import('#core/metrics/platform_metrics')
    const health = await container.make(Health)
    health.register(...coreChecks(container))
    collectPlatformMetrics(await container.make(Metrics), () => container.make(JobQueue))
  }

  async ready() {
    const reports = await this.app.container.make(ErrorReports)
    reports.prepare()
  }

  async shutdown() {
    await Promise.all(this.#open.map((service) => service.close().catch(() => {})))
  }

  #closing<Service extends { close(): Promise<void> }>(service: Service) {
    this.#open.push(service)
    return service
  }
}

async function createOutbound() {
  const { default: env } = await import('#start/env')
  const { parseAllowList } = await import('#core/outbound/address_policy')
  return new OutboundHttp(parseAllowList(env.get('OUTBOUND_ALLOW')))
}

async function createErrorReports() {
  const { default: env } = await import('#start/env')
  return new ErrorReports(env.get('SENTRY_DSN')?.release())
}

async function createRequestLimits() {
  const { default: env } = await import('#start/env')
  if (env.get('LIMITER_STORE') !== 'redis') return new RequestLimits()
  const { default: redis } = await import('@adonisjs/redis/services/main')
  const { sharedWindow } = await import('#core/limits/request_limits')
  return new RequestLimits(sharedWindow(redis.connection('main').ioConnection))
}

async function createAttemptWindows() {
  const { default: env } = await import('#start/env')
  const store = env.get('LIMITER_STORE')
  if (store === 'memory') return new AttemptWindows(memoryAttempts)
  if (store !== 'redis') return new AttemptWindows(databaseAttempts)
  const { default: redis } = await import('@adonisjs/redis/services/main')
  return new AttemptWindows((windowMs) => redisAttempts(redis.connection('main').ioConnection, windowMs))
}

async function createVault() {
  const { default: env } = await import('#start/env')
  const { parseKeyRing } = await import('#core/vault/key_ring')
  return new Vault(parseKeyRing(env.get('VAULT_KEY').release(), env.get('VAULT_PREVIOUS_KEYS')?.release()))
}

async function createJobBackend() {
  const { default: env } = await import('#start/env')
  const { postgresBackend, redisBackend } = await import('#core/jobs/backend')
  return env.get('JOBS_BACKEND') === 'redis' ? redisBackend(env.get('REDIS_URL')!) : postgresBackend(env.get('DATABASE_URL'))
}

async function createTransport() {
  const { default: env } = await import('#start/env')
  if (env.get('LIVE_TRANSPORT') === 'redis') {
    const { redis } = await import('@boringnode/bus/transports/redis')
    return redis({ host: new URL(env.get('REDIS_URL')!).hostname, port: Number(new URL(env.get('REDIS_URL')!).port || 6379) })()
  }
  const { PgBus } = await import('#core/live/pg_bus')
  return new PgBus(env.get('DATABASE_URL'))
}
