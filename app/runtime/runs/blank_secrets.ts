import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { PluginSecrets } from '#runtime/host_calls/secrets/plugin_secrets'
import { SecretMask } from '#runtime/host_calls/secrets/secret_mask'
import { MASK } from '#runtime/runs/mask'
import { maskSample } from '#runtime/runs/run_sample'
import type { RunRow } from '#runtime/runs/run_row'

/** Blanks the values of the vault out of what runs leave behind, in case an answer from outside echoed one that this run did not fill in. */
@inject()
export class BlankSecrets {
  constructor(private readonly secrets: PluginSecrets) {}

  async handle(rows: RunRow[]): Promise<void> {
    const masks = new Map<string, SecretMask>()
    for (const row of rows) {
      if (row.secret_names.length === 0 || !(row.sample || row.logs || row.error)) continue
      const mask = masks.get(row.installation_id) ?? (await this.#maskOf(row))
      masks.set(row.installation_id, mask)
      blank(row, mask)
    }
  }

  async #maskOf({ installation_id: id, tenant_id: tenantId, secret_names: names }: RunRow): Promise<SecretMask> {
    const opened = await this.secrets.open({ id, tenantId }, names)
    return new SecretMask().with([...opened.values()])
  }
}

function blank(row: RunRow, mask: SecretMask): void {
  row.error = row.error === null ? null : mask.text(row.error, MASK)
  row.logs = row.logs?.map((line) => ({ ...line, text: mask.text(line.text, MASK) })) ?? null
  row.sample = row.sample && maskSample(row.sample, mask)
}

/** When the vault can't be opened: better no sample than one with a secret in it. */
export function dropTexts(rows: RunRow[], error: unknown): void {
  logger.warn({ err: error }, 'secrets could not be blanked out of plugin runs: their samples and logs are dropped')
  for (const row of rows) {
    if (row.secret_names.length > 0) Object.assign(row, { sample: null, logs: null, error: row.error && 'not kept' })
  }
}
