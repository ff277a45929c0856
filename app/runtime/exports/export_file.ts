import { createReadStream } from 'node:fs'
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import drive from '@adonisjs/drive/services/main'
import { storagePath } from '#services/environment'
import { CSV_START, csvLine } from '#core/tables/csv'
import type { ExportAnswer } from '#runtime/exports/export_hook'

const draftPath = (id: string) => join(storagePath('exports'), `${id}.part`)
const folderOf = (installationId: string) => `exports/${installationId}`

/** A file while it grows on this machine; it reaches the storage whole or not at all. */
export class ExportFile {
  bytes = 0

  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle
  ) {}

  static async create(id: string): Promise<ExportFile> {
    const path = draftPath(id)
    await mkdir(dirname(path), { recursive: true })
    return new ExportFile(path, await open(path, 'w'))
  }

  /** Lines become CSV that no spreadsheet takes for formulas. */
  async append({ text = '', lines = [] }: ExportAnswer): Promise<void> {
    const start = this.bytes === 0 && lines.length > 0 && text === '' ? CSV_START : ''
    const chunk = Buffer.from(start + text + lines.map(csvLine).join(''))
    await this.handle.write(chunk)
    this.bytes += chunk.length
  }

  /** Answers where it is kept. */
  async store({ installationId, id, contentType }: { installationId: string; id: string; contentType: string }): Promise<string> {
    await this.handle.close()
    const key = `${folderOf(installationId)}/${id}`
    await drive.use().putStream(key, createReadStream(this.path), { contentType, visibility: 'private' })
    return key
  }

  async remove(): Promise<void> {
    await this.handle.close().catch(() => {})
    await rm(this.path, { force: true })
  }
}

/** What a writer left that never came to its end. */
export const removeDraft = (id: string): Promise<void> => rm(draftPath(id), { force: true })

export const removeExportFile = (storageKey: string): Promise<void> => drive.use().delete(storageKey)

/** All files of an installation that is gone. */
export const removeExportFiles = (installationId: string): Promise<void> => drive.use().deleteAll(folderOf(installationId))

const LINK_SECONDS = 300

/** A short-lived address of the file, under its own name. */
export const exportLink = (storageKey: string, { fileName, contentType }: { fileName: string; contentType: string }): Promise<string> =>
  drive.use().getSignedUrl(storageKey, {
    expiresIn: `${LINK_SECONDS} seconds`,
    contentType,
    contentDisposition: `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
  })
