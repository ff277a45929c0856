import { localized } from '#runtime/manifest/plugin_manifest'
import type { ReleaseManifest } from '#runtime/installations/release'
import type { SecretName } from '#runtime/host_calls/secrets/plugin_secrets'

export interface SecretField {
  name: string
  label: string
  help: string | null
  isRequired: boolean
  /** Null: not set. Its value is never shown. */
  setAt: Date | null
}

/** The secrets a plugin asks for: which are set and since when. Those that are needed come first. */
export function secretsView(
  { secrets = {} }: Pick<ReleaseManifest, 'secrets'>,
  known: readonly SecretName[],
  locale: string
): SecretField[] {
  const fields = Object.entries(secrets).map(([name, { title, description, required }]) => ({
    name,
    label: title ? localized(title, locale) : name,
    help: description ? localized(description, locale) : null,
    isRequired: required ?? false,
    setAt: known.find((secret) => secret.name === name)?.updatedAt ?? null,
  }))
  return fields.sort((a, b) => Number(b.isRequired) - Number(a.isRequired))
}
