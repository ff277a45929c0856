import { findPublicEvent, publicEvents } from '#core/outbox/public_events'
import { cronProblem } from '#runtime/schedules/cron'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'
import type { SchemaProblem } from '#runtime/manifest/schema_checker'

/** Which hook answers what the manifest lists under a field. */
const ANSWERED_BY = {
  events: 'event@1',
  schedules: 'schedule@1',
  endpoints: 'http_endpoint@1',
  blocks: 'panel_block@1',
  exports: 'export@1',
} as const

type Surface = keyof typeof ANSWERED_BY

/** What a schema can't say of events, schedules, endpoints, blocks and exports; each problem names its field. */
export function surfaceProblems(manifest: PluginManifest): SchemaProblem[] {
  return [
    ...(Object.keys(ANSWERED_BY) as Surface[]).flatMap((surface) => unanswered(manifest, surface)),
    ...(manifest.schedules ?? []).flatMap(({ cron }, at) => {
      const message = cronProblem(cron)
      return message ? [problem(`schedules.${at}.cron`, message, 'cron')] : []
    }),
    ...(manifest.events ?? []).flatMap((name, at) =>
      isKnownEvent(name) ? [] : [problem(`events.${at}`, `names no event that plugins may be told of: ${name}`, 'event')]
    ),
    ...(['schedules', 'blocks', 'exports'] as const).flatMap((surface) => namedTwice(manifest, surface)),
    ...(manifest.exports ?? []).flatMap(({ source }, at) =>
      manifest.capabilities.includes(`data.${source}`)
        ? []
        : [problem(`exports.${at}.source`, `needs the capability "data.${source}"`, 'capability')]
    ),
  ]
}

function unanswered({ hooks, ...manifest }: PluginManifest, surface: Surface): SchemaProblem[] {
  const hook = ANSWERED_BY[surface]
  if (!manifest[surface]?.length || hooks.includes(hook)) return []
  return [problem(surface, `are answered by ${hook}, which "hooks" does not name`, 'hook')]
}

function namedTwice(manifest: PluginManifest, surface: 'schedules' | 'blocks' | 'exports'): SchemaProblem[] {
  const names = (manifest[surface] ?? []).map(({ name }) => name)
  return names.flatMap((name, at) =>
    names.indexOf(name) < at ? [problem(`${surface}.${at}.name`, `is used twice: ${name}`, 'unique')] : []
  )
}

/** Where the platform's events are not loaded (a bare compiler), the registry judges when the plugin is published. */
const isKnownEvent = (name: string): boolean =>
  name.startsWith('plugin.') || publicEvents().length === 0 || findPublicEvent(name) !== undefined

const problem = (field: string, message: string, rule: string): SchemaProblem => ({ field, message, rule })
