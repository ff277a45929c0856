import env from '#start/env'
import { open, type FileHandle } from 'node:fs/promises'
import router from '@adonisjs/core/services/router'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import { newId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import { storagePath } from '#services/environment'
import { FORMATS, formatOf } from '#runtime/gate/artifact_format'

/** How long a blob nobody refers to is kept: longer than any publish takes. */
const IDLE = '1 hour'

/** The name says nothing of the format: what a blob is stands in its row, and its first bytes tell. */
const keyOf = (digest: string) => `blobs/${digest.slice(0, 2)}/${digest}.wasm`

/** The address of a file on disk: not the file server's, which takes a third of the time again for what a digest makes needless. */
export const BLOB_PATH = '/blobs/:digest/:file'
/** Asked for when it is used: a command loads this file before there is a router. */
const signedPath = () => router.urlBuilder.signedUrlFor as (pattern: string, params: object, options: object) => string
const isOnDisk = () => (env.get('DRIVE_DISK') ?? 'fs') === 'fs'

export type NewBlob = { digest: string; bytes: Uint8Array; verdict: unknown }

export type StoredFile = { digest: string; mediaType: string }

/** What a writer knows of its own writing; `touchedAt` as PostgreSQL writes it, to the microsecond. */
export type StoredBlob = { digest: string; touchedAt: string; isFirst: boolean }

/**
 * Artifacts, named by their sha-256. A blob is in place before any version refers to it; what no version refers to
 * is collected.
 */
export class BlobStore {
  /**
   * Idempotent by digest. The row is touched first: the collector leaves what was touched lately, and waits for nobody.
   * The file appears by a rename, so that of two first writers neither shows the other half a file.
   */
  async put({ digest, bytes, verdict }: NewBlob): Promise<StoredBlob> {
    const { mediaType } = FORMATS[formatOf(bytes)]
    const [{ storedAt, ...stored }] = await sqlRows<StoredBlob & { storedAt: Date | null }>(
      db,
      `insert into blobs (digest, size, media_type, storage_key, scan_verdict, touched_at) values (?, ?, ?, ?, ?::jsonb, now())
       on conflict (digest) do update set touched_at = now(), scan_verdict = excluded.scan_verdict
       returning digest, touched_at::text as "touchedAt", xmax = 0 as "isFirst", stored_at as "storedAt"`,
      [digest, bytes.length, mediaType, keyOf(digest), JSON.stringify(verdict)]
    )
    if (storedAt) return stored
    const draft = `blobs/tmp/${newId()}`
    try {
      await drive.use().put(draft, bytes, { contentType: mediaType })
      await drive.use().move(draft, keyOf(digest))
    } catch (error) {
      await drive
        .use()
        .delete(draft)
        .catch(() => {})
      throw error
    }
    await sqlRun(db, 'update blobs set stored_at = coalesce(stored_at, now()) where digest = ?', [digest])
    return stored
  }

  /**
   * Removes what a publish stored that then failed. Only the first writer may, and only while nobody else wrote the same
   * bytes: another publish may be about to refer to them. What stays is collected later.
   */
  async takeBack({ digest, touchedAt, isFirst }: StoredBlob): Promise<void> {
    if (!isFirst) return
    await db.transaction(async (trx) => {
      const [blob] = await sqlRows<{ storage_key: string }>(
        trx,
        `delete from blobs b where digest = ? and touched_at = ?::timestamptz
            and not exists (select 1 from plugin_versions v where v.artifact_digest = b.digest) returning storage_key`,
        [digest, touchedAt]
      )
      // As in `collectOne`: who stores the same bytes now waits for this row, and then stores them anew.
      if (blob) await drive.use().delete(blob.storage_key)
    })
  }

  async read(digest: string): Promise<Uint8Array> {
    return drive.use().getBytes(keyOf(digest))
  }

  /** A short-lived address anybody may fetch the bytes from, under a name people recognise; the format adds its ending. */
  async signedUrl({ digest, mediaType }: StoredFile, { name, seconds }: { name: string; seconds: number }): Promise<string> {
    const { extension } = Object.values(FORMATS).find((format) => format.mediaType === mediaType) ?? FORMATS.wasm
    const file = `${name.replace(/[^\w.-]/g, '_')}.${extension}`
    if (isOnDisk()) {
      return signedPath()(
        BLOB_PATH,
        { digest, file },
        { expiresIn: `${seconds} seconds`, prefixUrl: env.get('APP_URL'), disableRouteLookup: true }
      )
    }
    return drive.use().getSignedUrl(keyOf(digest), {
      expiresIn: `${seconds} seconds`,
      contentType: mediaType,
      contentDisposition: `attachment; filename="${file}"`,
    })
  }

  /** Where the files are on this machine's disk; nothing where such a file is not. */
  async open(digest: string): Promise<FileHandle | undefined> {
    if (!isOnDisk()) return undefined
    return open(storagePath('files', keyOf(digest))).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
  }

  /** Removes one blob that no version refers to and nobody touched lately; answers whether there was one. */
  async collectOne(): Promise<boolean> {
    return db.transaction(async (trx) => {
      const [blob] = await sqlRows<{ digest: string; storage_key: string }>(
        trx,
        `delete from blobs where digest = (
           select digest from blobs b where touched_at < now() - interval '${IDLE}'
             and not exists (select 1 from plugin_versions v where v.artifact_digest = b.digest)
           order by touched_at limit 1 for update skip locked) returning digest, storage_key`
      )
      // The file goes while the row is locked: a publish of the same bytes waits here and then stores them anew.
      if (blob) await drive.use().delete(blob.storage_key)
      return !!blob
    })
  }
}
