import type { HealthCheck } from '#core/health/health_check'
import type { Metric, Metrics } from '#core/metrics/metrics'
import type { HostMetrics, HostStats } from '#runtime/host/host_metrics'
import type { PluginHost } from '#runtime/host/plugin_host'

const metric = (name: string, help: string): Metric => ({ name: `rialto_plugin_host_${name}`, help })

const ENDED = metric('calls_ended', 'Calls to plugins since the start, by how they ended; overloaded are those refused')
const KILLED = metric('threads_killed', 'Threads killed and replaced, by why')

/** Of the application's side: they go on counting when the process of the host is replaced. */
const OURS: [Metric, (metrics: HostMetrics) => number][] = [
  [metric('pending_calls', 'Calls to plugins that wait for an answer'), ({ pending }) => pending],
  [metric('pending_calls_limit', 'How many may wait before others are refused'), ({ pendingLimit }) => pendingLimit],
  [metric('starts', 'How often the process of the plugin host was started'), ({ starts }) => starts],
  [metric('respawns', 'How often it was replaced after it died or was killed'), ({ starts }) => Math.max(0, starts - 1)],
  [metric('repeated_calls', 'Calls sent once more because the process died under them'), ({ repeated }) => repeated],
  [metric('late_answers', 'Answers that came when nobody waited any more'), ({ late }) => late],
  [metric('fuel_burnt', 'Units of fuel that plugins burnt'), ({ fuelUsed }) => fuelUsed],
  [metric('prewarmed_modules', 'Modules compiled before somebody called them'), ({ prewarmed }) => prewarmed],
]

/** Of the process itself: they begin anew with each. */
const ITS_OWN: [Metric, (stats: HostStats) => number][] = [
  [metric('queued_calls', 'Calls that wait for a thread'), ({ queued }) => queued],
  [metric('queued_calls_limit', 'How many may wait for a thread before others are refused'), ({ queueLimit }) => queueLimit],
  [metric('suspended_calls', 'Calls that wait for the platform'), ({ suspended }) => suspended],
  [metric('threads', 'Threads that run plugins'), ({ threads }) => threads],
  [metric('busy_threads', 'Threads whose code runs at this moment'), ({ busyThreads }) => busyThreads],
  [metric('cached_modules', 'Compiled modules in memory'), ({ modules }) => modules],
  [metric('cached_modules_limit', 'How many are kept'), ({ moduleLimit }) => moduleLimit],
  [metric('module_cache_hits', 'Calls that found their module compiled'), ({ cacheHits }) => cacheHits],
  [metric('module_cache_misses', 'Calls that had to wait for a module to be compiled'), ({ cacheMisses }) => cacheMisses],
  [metric('module_cache_evictions', 'Modules thrown out for others'), ({ evictions }) => evictions],
  [metric('compiled_modules', 'Modules compiled'), ({ compiles }) => compiles],
  [metric('compile_seconds', 'Time spent on compiling them'), ({ compileMs }) => compileMs / 1_000],
  [metric('slowest_compile_seconds', 'The longest that one took'), ({ slowestCompileMs }) => slowestCompileMs / 1_000],
  [metric('resident_bytes', 'Resident memory of the process'), ({ residentBytes }) => residentBytes],
]

/** The host starts when it is needed: not running is no fault. */
export const hostCheck = (host: PluginHost): HealthCheck => ({
  name: 'plugins',
  essential: false,
  check: async () => ({ detail: describe(host.metrics, await host.stats()) }),
})

function describe({ isRunning, starts, pending, threadsKilled, outcomes }: HostMetrics, stats: HostStats | null): string {
  const said = [
    isRunning ? 'running' : 'not started',
    `${starts} starts`,
    `${pending} calls under way`,
    `${outcomes.overloaded ?? 0} refused`,
    `${threadsKilled} threads killed`,
  ]
  if (!stats) return said.join(', ')
  const { queued, queueLimit, busyThreads, threads, suspended, modules, moduleLimit, cacheHits, cacheMisses, residentBytes } = stats
  const own = [
    `queue ${queued} of ${queueLimit}`,
    `${busyThreads} of ${threads} threads busy`,
    `${suspended} calls suspended`,
    `${modules} of ${moduleLimit} modules compiled (${cacheHits} hits, ${cacheMisses} misses)`,
    `${Math.round(residentBytes / 1024 / 1024)} MB`,
  ]
  return [...said, ...own].join(', ')
}

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
