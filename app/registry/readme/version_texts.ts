import { sqlRows, sqlRun, type SqlClient } from '#core/database/sql'
import type { Release } from '#registry/publishing/release'

/** Characters of a readme or changelog; the database holds the same. */
export const LONGEST_TEXT = 65_536

export type VersionTexts = { readme: string | null; changelog: string | null }

/** Keeps what the publisher wrote, in the transaction that makes the version exist. */
export async function keepTexts(client: SqlClient, versionId: string, { readme, changelog }: Release): Promise<void> {
  if (!readme && !changelog) return
  await sqlRun(client, 'insert into version_texts (version_id, readme, changelog) values (?, ?, ?)', [
    versionId,
    readme || null,
    changelog || null,
  ])
}

/** Whether anybody may see the version is for the caller to know. */
export async function readTexts(client: SqlClient, versionId: string): Promise<VersionTexts> {
  const [row] = await sqlRows<VersionTexts>(client, 'select readme, changelog from version_texts where version_id = ?', [versionId])
  return row ?? { readme: null, changelog: null }
}
