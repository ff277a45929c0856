import db from '@adonisjs/lucid/services/db'
import { sqlRows, sqlRun } from '#core/database/sql'

export type ExportStatus = 'queued' | 'running' | 'done' | 'failed' | 'expired'

/** One file that was asked for. */
export interface ExportRow {
  id: string
  installationId: string
  tenantId: string | null
  name: string
  fileName: string
  contentType: string
  status: ExportStatus
  rows: number
  bytes: number
  storageKey: string | null
  error: string | null
  createdAt: Date
  finishedAt: Date | null
  expiresAt: Date | null
}

const COLUMNS = `e.id, e.installation_id as "installationId", i.tenant_id as "tenantId", e.name, e.file_name as "fileName",
  e.content_type as "contentType", e.status, e.rows, e.bytes, e.storage_key as "storageKey", e.error, e.created_at as "createdAt",
  e.finished_at as "finishedAt", e.expires_at as "expiresAt"`
const FROM = 'from plugin_exports e join plugin_installations i on i.id = e.installation_id'

const SHOWN = 20

/** An installation's files, newest first. */
export const listExports = (installationId: string): Promise<ExportRow[]> =>
  sqlRows(db, `select ${COLUMNS} ${FROM} where e.installation_id = ? order by e.created_at desc, e.id desc limit ${SHOWN}`, [
    installationId,
  ])

export async function findExport(installationId: string, id: string): Promise<ExportRow | null> {
  const [row] = await sqlRows<ExportRow>(db, `select ${COLUMNS} ${FROM} where e.installation_id = ? and e.id = ?`, [installationId, id])
  return row ?? null
}

/** Takes an export for writing, also one whose writer died: it begins anew. */
export async function claimExport(id: string): Promise<ExportRow | null> {
  await sqlRun(db, `update plugin_exports set status = 'running', rows = 0, bytes = 0 where id = ? and status in ('queued', 'running')`, [
    id,
  ])
  const [row] = await sqlRows<ExportRow>(db, `select ${COLUMNS} ${FROM} where e.id = ? and e.status = 'running'`, [id])
  return row ?? null
}

export const noteProgress = (id: string, { rows, bytes }: { rows: number; bytes: number }): Promise<number> =>
  sqlRun(db, 'update plugin_exports set rows = ?, bytes = ? where id = ?', [rows, bytes, id])

export const finishExport = (id: string, { storageKey, days }: { storageKey: string; days: number }): Promise<number> =>
  sqlRun(
    db,
    `update plugin_exports set status = 'done', storage_key = ?, finished_at = now(), expires_at = now() + make_interval(days => ?) where id = ?`,
    [storageKey, days, id]
  )

const ERROR_LENGTH = 1_000

export const failExport = (id: string, error: string): Promise<number> =>
  sqlRun(db, `update plugin_exports set status = 'failed', error = ?, finished_at = now() where id = ?`, [
    error.replaceAll('\0', '').toWellFormed().slice(0, ERROR_LENGTH),
    id,
  ])
