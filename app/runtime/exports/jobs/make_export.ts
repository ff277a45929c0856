import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { HookCaller } from '#runtime/hooks/hook_caller'
import { HookFailed } from '#runtime/exceptions/hook_failed'
import { ExportFile } from '#runtime/exports/export_file'
import { claimExport, failExport, finishExport, noteProgress, type ExportRow } from '#runtime/exports/export_rows'
import { exportHook } from '#runtime/exports/export_hook'
import { exportDays, exportMegabytes } from '#runtime/settings'
import { findInstallation, type Installation } from '#runtime/installations/installation'
import { readPage } from '#runtime/exports/read_page'
import type { DomainEvent } from '#core/outbox/event'
import type { Job, JobContext } from '#core/jobs/types'

const MEGABYTE = 1024 * 1024

type Requested = DomainEvent<{ export_id: string }>

/** Writes a plugin's file page by page. What the plugin gets wrong ends it; what the platform lacks is tried again. */
@inject()
export default class MakeExport implements Job<Requested> {
  constructor(
    private readonly caller: HookCaller,
    private readonly settings: Settings
  ) {}

  async handle({ payload }: Requested, { lastAttempt }: JobContext): Promise<void> {
    const row = await claimExport(payload.export_id)
    if (!row) return
    const file = await ExportFile.create(row.id)
    try {
      await this.#write(row, file)
      const storageKey = await file.store(row)
      await finishExport(row.id, { storageKey, days: await this.settings.get(exportDays) })
    } catch (error) {
      if (!isFinal(error) && !lastAttempt) throw error
      await failExport(row.id, reasonOf(error))
    } finally {
      await file.remove()
    }
  }

  async #write(row: ExportRow, file: ExportFile): Promise<void> {
    const installation = await findInstallation({ id: row.installationId, tenantId: row.tenantId })
    const source = installation.manifest.exports?.find(({ name }) => name === row.name)?.source
    if (!source || !installation.isEnabled) throw new ExportStopped('The plugin was switched off or no longer offers this file.')
    const maxBytes = (await this.settings.get(exportMegabytes)) * MEGABYTE
    let [after, state, rows]: [string | null, unknown, number] = [null, null, 0]
    for (let page = 0; page === 0 || after !== null; page++) {
      const read = await readPage(installation, source, after)
      const answer = await this.#ask(installation, { row, page, rows: read.rows, isLast: read.next === null, state })
      await file.append(answer)
      if (file.bytes > maxBytes) throw new ExportStopped(`Limit: a file has at most ${maxBytes / MEGABYTE} MB.`)
      ;[after, state] = [read.next, answer.state ?? null]
      rows += read.rows.length
      await noteProgress(row.id, { rows, bytes: file.bytes })
    }
  }

  async #ask(installation: Installation, { row, page, rows, isLast, state }: AskedPage) {
    const input = { export: row.name, page, is_first: page === 0, is_last: isLast, rows, state }
    const answer = await this.caller.ask(exportHook, installation, input)
    return answer!.output
  }
}

type AskedPage = { row: ExportRow; page: number; rows: unknown[]; isLast: boolean; state: unknown }

/** Ended by a limit or by somebody's act: trying again changes nothing. */
class ExportStopped extends Error {}

/** Not the plugin's fault: the platform had no room for it, or lost it. */
const BLAMELESS = new Set(['overloaded', 'host_crashed'])

const isFinal = (error: unknown): boolean =>
  error instanceof ExportStopped || (error instanceof HookFailed && !BLAMELESS.has(error.failure.outcome))

const reasonOf = (error: unknown): string =>
  error instanceof HookFailed ? `${error.failure.outcome}: ${error.failure.error ?? ''}` : (error as Error).message
