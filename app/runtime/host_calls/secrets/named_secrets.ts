import { HostCallRefused } from '#runtime/host/call_types'
import type { HostCallContext } from '#runtime/host_calls/host_call_context'
import type { PluginSecrets } from '#runtime/host_calls/secrets/plugin_secrets'

/**
 * Opens the secrets a request names and has them masked from here on.
 * Throws `HostCallRefused`: `unknown_secret` for one the manifest does not name, `secret_not_set` for one without a value.
 */
export async function openNamed(
  secrets: PluginSecrets,
  names: readonly string[],
  { installation, mask }: HostCallContext
): Promise<Map<string, string>> {
  const declared = installation.manifest.secrets ?? {}
  for (const name of names) {
    if (!Object.hasOwn(declared, name)) throw new HostCallRefused('unknown_secret', `The manifest names no secret "${name}".`)
  }
  const values = await secrets.open(installation, names)
  for (const name of names) {
    const value = values.get(name)
    if (value === undefined) throw new HostCallRefused('secret_not_set', `The secret "${name}" is not set.`)
    mask.add(value)
  }
  return values
}
