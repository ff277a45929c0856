import type { HealthCheck, HealthDetail } from '#core/health/health_check'
import type { Metric, Metrics } from '#core/metrics/metrics'
import type { HostMetrics, HostStats } from '#runtime/host/host_metrics'
import type { PluginHost } from '#runtime/host/plugin_host'

const ENDED: Metric = {
  name: 'rialto_plugin_host_calls_ended',
  help: 'Calls to plugins since the start, by how they ended; overloaded are those refused',
}
const KILLED: Metric = { name: 'rialto_plugin_host_threads_killed', help: 'Threads killed and replaced, by why' }

/** Of the application's side: they go on counting when the process of the host is replaced. */
const OURS: [Metric, (metrics: HostMetrics) => number][] = [
  [{ name: 'rialto_plugin_host_pending_calls', help: 'Calls to plugins that wait for an answer' }, ({ pending }) => pending],
  [
    { name: 'rialto_plugin_host_pending_calls_limit', help: 'How many may wait before others are refused' },
    ({ pendingLimit }) => pendingLimit,
  ],
  [{ name: 'rialto_plugin_host_starts', help: 'How often the process of the plugin host was started' }, ({ starts }) => starts],
  [
    { name: 'rialto_plugin_host_respawns', help: 'How often it was replaced after it died or was killed' },
    ({ starts }) => Math.max(0, starts - 1),
  ],
  [
    { name: 'rialto_plugin_host_repeated_calls', help: 'Calls sent once more because the process died under them' },
    ({ repeated }) => repeated,
  ],
  [{ name: 'rialto_plugin_host_late_answers', help: 'Answers that came when nobody waited any more' }, ({ late }) => late],
  [{ name: 'rialto_plugin_host_fuel_burnt', help: 'Units of fuel that plugins burnt' }, ({ fuelUsed }) => fuelUsed],
  [{ name: 'rialto_plugin_host_prewarmed_modules', help: 'Modules compiled before somebody called them' }, ({ prewarmed }) => prewarmed],
]

/** Of the process itself: they begin anew with each. */
const ITS_OWN: [Metric, (stats: HostStats) => number][] = [
  [{ name: 'rialto_plugin_host_queued_calls', help: 'Calls that wait for a thread' }, ({ queued }) => queued],
  [
    { name: 'rialto_plugin_host_queued_calls_limit', help: 'How many may wait for a thread before others are refused' },
    ({ queueLimit }) => queueLimit,
  ],
  [{ name: 'rialto_plugin_host_suspended_calls', help: 'Calls that wait for the platform' }, ({ suspended }) => suspended],
  [{ name: 'rialto_plugin_host_threads', help: 'Threads that run plugins' }, ({ threads }) => threads],
  [{ name: 'rialto_plugin_host_busy_threads', help: 'Threads whose code runs at this moment' }, ({ busyThreads }) => busyThreads],
  [{ name: 'rialto_plugin_host_cached_modules', help: 'Compiled modules in memory' }, ({ modules }) => modules],
  [{ name: 'rialto_plugin_host_cached_modules_limit', help: 'How many are kept' }, ({ moduleLimit }) => moduleLimit],
  [{ name: 'rialto_plugin_host_module_cache_hits', help: 'Calls that found their module compiled' }, ({ cacheHits }) => cacheHits],
  [
    { name: 'rialto_plugin_host_module_cache_misses', help: 'Calls that had to wait for a module to be compiled' },
    ({ cacheMisses }) => cacheMisses,
  ],
  [{ name: 'rialto_plugin_host_module_cache_evictions', help: 'Modules thrown out for others' }, ({ evictions }) => evictions],
  [{ name: 'rialto_plugin_host_compiled_modules', help: 'Modules compiled' }, ({ compiles }) => compiles],
  [{ name: 'rialto_plugin_host_compile_seconds', help: 'Time spent on compiling them' }, ({ compileMs }) => compileMs / 1_000],
  [
    { name: 'rialto_plugin_host_slowest_compile_seconds', help: 'The longest that one took' },
    ({ slowestCompileMs }) => slowestCompileMs / 1_000,
  ],
  [{ name: 'rialto_plugin_host_resident_bytes', help: 'Resident memory of the process' }, ({ residentBytes }) => residentBytes],
]

/** The host starts when it is needed: not running is no fault. */
export const hostCheck = (host: PluginHost): HealthCheck => ({
  name: 'plugins',
  essential: false,
  check: async () => ({ detail: describe(host.metrics, await host.stats()) }),
})

function describe({ isRunning, starts, pending, threadsKilled, outcomes }: HostMetrics, stats: HostStats | null): HealthDetail[] {
  const said = [
    told(isRunning ? 'running' : 'not_started'),
    told('starts', { count: starts }),
    told('pending', { count: pending }),
    told('refused', { count: outcomes.overloaded ?? 0 }),
    told('killed', { count: threadsKilled }),
  ]
  if (!stats) return said
  const { queued, queueLimit, busyThreads, threads, suspended, modules, moduleLimit, cacheHits, cacheMisses, residentBytes } = stats
  return [
    ...said,
    told('queue', { count: queued, limit: queueLimit }),
    told('threads', { count: busyThreads, limit: threads }),
    told('suspended', { count: suspended }),
    told('modules', { count: modules, limit: moduleLimit, hits: cacheHits, misses: cacheMisses }),
    told('memory', { mb: Math.round(residentBytes / 1024 / 1024) }),
  ]
}

const told = (what: string, facts?: Record<string, number>): HealthDetail => ({ key: `runtime.host_${what}`, facts })

export function collectHostMetrics(metrics: Metrics, host: PluginHost): void {
  metrics.collect(async () => {
    const ours = host.metrics
    for (const [one, read] of OURS) metrics.set(one, read(ours))
    for (const [outcome, count] of Object.entries(ours.outcomes)) metrics.set(ENDED, count, { outcome })
    for (const [reason, count] of Object.entries(ours.killedFor)) metrics.set(KILLED, count, { reason })
    const stats = await host.stats()
    if (!stats) return
    for (const [one, read] of ITS_OWN) metrics.set(one, read(stats))
  })
}
