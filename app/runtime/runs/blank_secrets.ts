import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { PluginSecrets } from '#runtime/host_calls/secrets/plugin_secrets'
import { withoutSecrets } from '#runtime/runs/mask'
import type { RunRow } from '#runtime/runs/run_row'

/** Blanks the values of the vault out of what runs leave behind, in case an answer from outside echoed one. */
@inject()
export class BlankSecrets {
  constructor(private readonly secrets: PluginSecrets) {}

  async handle(rows: RunRow[]): Promise<void> {
    const values = new Map<string, string[]>()
    for (const row of rows) {
      if (row.secret_names.length === 0 || !(row.sample || row.logs || row.error)) continue
      const known = values.get(row.installation_id) ?? (await this.#valuesOf(row))
      values.set(row.installation_id, known)
      blank(row, known)
    }
  }

  async #valuesOf({ installation_id: id, tenant_id: tenantId, secret_names: names }: RunRow): Promise<string[]> {
    const opened = await this.secrets.open({ id, tenantId }, names)
    return [...opened.values()]
  }
}

function blank(row: RunRow, secrets: string[]): void {
  const clean = <Text extends string | null>(text: Text) => (text === null ? null : withoutSecrets(text, secrets))
  row.error = clean(row.error)
  row.logs = row.logs?.map((line) => ({ ...line, text: withoutSecrets(line.text, secrets) })) ?? null
  if (!row.sample) return
  const { input, output, calls } = row.sample
  row.sample = {
    ...row.sample,
    input: clean(input),
    output: clean(output),
    calls: calls.map((call) => ({ ...call, request: clean(call.request), answer: clean(call.answer) })),
  }
}

/** When the vault can't be opened: better no sample than one with a secret in it. */
export function dropTexts(rows: RunRow[], error: unknown): void {
  logger.warn({ err: error }, 'secrets could not be blanked out of plugin runs: their samples and logs are dropped')
  for (const row of rows) {
    if (row.secret_names.length > 0) Object.assign(row, { sample: null, logs: null, error: row.error && 'not kept' })
  }
}
