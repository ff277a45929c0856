import { defaultSettings } from '#runtime/manifest/settings_form'
import { scanFinding, type Finding } from '#registry/scanning/findings'
import type { HookDryRun } from '#runtime/dry_run/dry_run'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'

const SETTING = 'setting:'

/** What a dry run says against an upload. That a plugin fails without a shop around it is told, and no more. */
export const dryRunFindings = (runs: readonly HookDryRun[], manifest: PluginManifest): Finding[] =>
  runs.flatMap((run) => [...outcomeOf(run), ...strangeHosts(run, manifest)])

function outcomeOf({ hook, outcome, error }: HookDryRun): Finding[] {
  if (outcome === 'ok') return []
  if (outcome === 'timeout' || outcome === 'not_reached') return [scanFinding('dry_run_unfinished', { hook })]
  if (outcome === 'host_crashed') return [scanFinding('dry_run_crashed', { hook })]
  return [scanFinding('dry_run_failed', { hook, outcome, error: (error ?? '').slice(0, 300) })]
}

function strangeHosts({ hook, hosts }: HookDryRun, manifest: PluginManifest): Finding[] {
  const declared = declaredHosts(manifest)
  return hosts.filter((host) => !declared.has(host)).map((host) => scanFinding('host_not_declared', { hook, host }))
}

/** Those of the addresses that stand in settings are known by the defaults, which is what the dry run was given. */
function declaredHosts({ allowed_hosts: hosts = [], settings }: PluginManifest): Set<string> {
  const defaults = defaultSettings(settings) as Record<string, unknown>
  return new Set(
    hosts.map((host) => {
      const address = host.startsWith(SETTING) ? String(defaults[host.slice(SETTING.length)] ?? '') : null
      if (address === null) return host.toLowerCase()
      return URL.canParse(address) ? new URL(address).hostname : ''
    })
  )
}
