import { unknownHookMessage } from '#runtime/hooks/nearest_hook'
import { ANY_DATA, asksFor, hookExport, type PluginManifest } from '#runtime/manifest/plugin_manifest'
import type { GateFinding, GateVerdict } from '#runtime/gate/gate_verdict'

/** Where manifest and module disagree: what is claimed must be there, what is used must be asked for. */
export function compareManifest(manifest: PluginManifest, verdict: GateVerdict): GateFinding[] {
  const missing = manifest.hooks.filter((hook) => !verdict.hooks.includes(hookExport(hook)))
  const unasked = verdict.capabilities.filter((capability) => !asksFor(manifest, capability))
  const unused = manifest.capabilities.filter((capability) => !verdict.capabilities.includes(importFamily(capability)))
  const unknown = manifest.hooks.map(unknownHookMessage).filter((message) => message !== null)
  return [
    ...unknown.map((message) => finding('error', message)),
    ...missing.map((hook) => finding('error', `The manifest declares ${hook}, but the module does not export ${hookExport(hook)}.`)),
    ...unasked.map((capability) =>
      finding('error', `The module uses the capability "${capability}", which the manifest does not ask for.`)
    ),
    ...unused.map((capability) =>
      finding('warning', `The manifest asks for the capability "${capability}", which the module does not use.`)
    ),
  ]
}

/** What the import behind a capability asks for: one import answers for all of `data.*`. */
const importFamily = (capability: string): string => (capability.startsWith(`${ANY_DATA}.`) ? ANY_DATA : capability)

const finding = (severity: GateFinding['severity'], message: string): GateFinding => ({ check: 'manifest', severity, message })
