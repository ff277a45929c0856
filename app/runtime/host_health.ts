import type { HealthCheck } from '#core/health/health_check'
import type { Metric, Metrics } from '#core/metrics/metrics'
import type { PluginHost } from '#runtime/host/plugin_host'

const PENDING: Metric = { name: 'rialto_plugin_host_pending_calls', help: 'Calls to plugins that wait for an answer' }
const STARTS: Metric = { name: 'rialto_plugin_host_starts', help: 'How often the plugin host was started' }
const KILLED: Metric = { name: 'rialto_plugin_host_threads_killed', help: 'Threads killed for calls that burnt too much processor time' }

/** The host starts when it is needed: not running is no fault. */
export const hostCheck = (host: PluginHost): HealthCheck => ({
  name: 'plugins',
  essential: false,
  check: () => {
    const { isRunning, starts, pending, threadsKilled } = host.metrics
    const detail = `${isRunning ? 'running' : 'not started'}, ${starts} starts, ${pending} calls under way, ${threadsKilled} threads killed`
    return Promise.resolve({ detail })
  },
})

export function collectHostMetrics(metrics: Metrics, host: PluginHost): void {
  metrics.collect(() => {
    const { starts, pending, threadsKilled } = host.metrics
    metrics.set(PENDING, pending)
    metrics.set(STARTS, starts)
    metrics.set(KILLED, threadsKilled)
    return Promise.resolve()
  })
}
