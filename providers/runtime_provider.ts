import type { ApplicationService } from '@adonisjs/core/types'
import { ErrorReports } from '#core/errors/error_reports'
import { Health } from '#core/health/health'
import { LiveBus } from '#core/live/live_bus'
import { Metrics } from '#core/metrics/metrics'
import { Settings } from '#core/settings/settings'
import { OpenBreaker } from '#runtime/actions/open_breaker'
import { Breaker } from '#runtime/hooks/breaker'
import { RunRecorder } from '#runtime/hooks/run_recorder'
import { HostCallDesk } from '#runtime/host_calls/host_call_desk'
import { makeHostFunctions } from '#runtime/host_calls/host_functions'
import { PluginHost } from '#runtime/host/plugin_host'
import { collectHostMetrics, hostCheck } from '#runtime/host_health'
import { EnabledInstallations, INSTALLATIONS_CHANNEL } from '#runtime/installations/enabled_installations'
import { ReleaseGuard } from '#runtime/installations/release_guard'
import { GatedModules } from '#runtime/modules/gated_modules'
import { BlankSecrets } from '#runtime/runs/blank_secrets'
import { PlanQuotas } from '#runtime/quotas/plan_quotas'
import { TellQuota } from '#tenancy/quotas/tell_quota'

class PluginHostDied extends Error {
  name = 'PluginHostDied'
}

/** One plugin host per process, started when the first plugin is called. */
export default class RuntimeProvider {
  #host = new PluginHost({ onDied: (why) => void this.#reportDeath(why) })
  #runs: RunRecorder | null = null

  constructor(protected app: ApplicationService) {}

  register() {
    const { container } = this.app
    container.singleton(PluginHost, () => this.#host)
    container.singleton(HostCallDesk, async (resolver) => new HostCallDesk(await makeHostFunctions(resolver), await resolver.make(Metrics)))
    container.singleton(GatedModules, () => new GatedModules(this.#host))
    container.singleton(ReleaseGuard, () => new ReleaseGuard())
    container.singleton(EnabledInstallations, async (resolver) => new EnabledInstallations(await resolver.make(LiveBus)))
    container.singleton(Breaker, async (resolver) => new Breaker(await resolver.make(Settings), await resolver.make(OpenBreaker)))
    container.singleton(PlanQuotas, async (resolver) => new PlanQuotas(await resolver.make(Settings)))
    container.singleton(RunRecorder, async (resolver) => {
      const [metrics, breaker, quotas] = [await resolver.make(Metrics), await resolver.make(Breaker), await resolver.make(PlanQuotas)]
      const [secrets, tellQuota] = [await resolver.make(BlankSecrets), await resolver.make(TellQuota)]
      this.#runs = new RunRecorder(metrics, breaker, quotas, await resolver.make(Settings), secrets, tellQuota)
      return this.#runs
    })
  }

  async boot() {
    const health = await this.app.container.make(Health)
    health.register(hostCheck(this.#host))
    collectHostMetrics(await this.app.container.make(Metrics), this.#host)
  }

  /** The first buyer should wait neither for the host to start nor for a module to be compiled, here or after an update elsewhere. */
  async ready() {
    if (this.app.getEnvironment() !== 'web') return
    const bus = await this.app.container.make(LiveBus)
    void bus.subscribe(INSTALLATIONS_CHANNEL, () => void this.#prepareHost()).catch(() => {})
    await this.#prepareHost()
  }

  async shutdown() {
    await this.#runs?.flush()
    await this.#host.stop()
  }

  /** Calls go on in a new process; why the old one ended is for whoever looks after the platform. */
  async #reportDeath(why: string) {
    const reports = await this.app.container.make(ErrorReports)
    reports.report(new PluginHostDied(why))
  }

  async #prepareHost() {
    const enabled = await this.app.container.make(EnabledInstallations)
    const modules = await this.app.container.make(GatedModules)
    const digests = await enabled.digests().catch(() => [])
    if (digests.length === 0) return
    this.#host.prepare()
    for (const digest of digests) void modules.prewarm(digest)
  }
}
