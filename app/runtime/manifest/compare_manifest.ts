import { unknownHookMessage } from '#runtime/hooks/nearest_hook'
import { ANY_DATA, asksFor, hookExport, HOST_OF_SETTING, type PluginManifest } from '#runtime/manifest/plugin_manifest'
import { finding, type GateFinding } from '#runtime/gate/findings'
import type { GateVerdict } from '#runtime/gate/gate_verdict'

/** Where manifest and module disagree: what is claimed must be there, what is used must be asked for. */
export function compareManifest(manifest: PluginManifest, verdict: GateVerdict): GateFinding[] {
  const missing = manifest.hooks.filter((hook) => !verdict.hooks.includes(hookExport(hook)))
  const unasked = verdict.capabilities.filter((capability) => !asksFor(manifest, capability))
  const unused = manifest.capabilities.filter(
    (capability) => !verdict.capabilities.includes(importFamily(capability)) && !feedsExport(manifest, capability)
  )
  const unknown = manifest.hooks.map(unknownHookMessage).filter((message) => message !== null)
  return [
    ...unknown.map((reason) => finding('hook_unknown', { reason })),
    ...missing.map((hook) => finding('hook_not_exported', { hook, export: hookExport(hook) })),
    ...unasked.map((capability) => finding('capability_not_asked', { capability })),
    ...unused.map((capability) => finding('capability_not_used', { capability }, 'warning')),
    ...hostsFromNowhere(manifest).map((setting) => finding('host_setting_unknown', { setting })),
  ]
}

/** Settings that `allowed_hosts` takes a host from, and that nobody could ever set an address in. */
const hostsFromNowhere = ({ allowed_hosts: hosts, settings }: PluginManifest): string[] =>
  hosts
    .filter((host) => host.startsWith(HOST_OF_SETTING))
    .map((host) => host.slice(HOST_OF_SETTING.length))
    .filter((name) => !Object.hasOwn(settings.properties, name) || settings.properties[name]!.type !== 'string')

/** The rows of an export come without being asked for. */
const feedsExport = ({ exports = [] }: PluginManifest, capability: string): boolean =>
  exports.some(({ source }) => capability === `${ANY_DATA}.${source}`)

/** What the import behind a capability asks for: one import answers for all of `data.*`. */
const importFamily = (capability: string): string => (capability.startsWith(`${ANY_DATA}.`) ? ANY_DATA : capability)
