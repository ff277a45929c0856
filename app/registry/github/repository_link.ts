import { sqlRows, type SqlClient } from '#core/database/sql'
import { RepositoryNotLinked } from '#registry/github/exceptions'
import type { VaultColumn } from '#core/vault/vault_column'

export type RepositoryLink = {
  id: string
  plugin_id: string
  provider: 'github'
  repository: string
  repository_id: number | null
  created_by: string
  created_at: Date
  /** Whoever linked it is still an owner. */
  is_active: boolean
}

export type NoticeRow = {
  id: string
  delivery_id: string
  event: string
  tag: string | null
  status: 'received' | 'ignored' | 'published' | 'failed'
  problem: string | null
  received_at: Date
}

export const secretField = (linkId: string): string => `repository_secret:${linkId}`

export const repositorySecretColumn: VaultColumn = {
  table: 'repository_links',
  ownerSql: `'platform'`,
  fieldSql: `'repository_secret:' || id`,
}

/** The repository of a plugin. Throws `RepositoryNotLinked` (404). */
export async function findLinkOfPlugin(client: SqlClient, pluginId: string): Promise<RepositoryLink> {
  const [link] = await sqlRows<RepositoryLink>(
    client,
    `select l.id, l.plugin_id, l.provider, l.repository, l.repository_id, l.created_by, l.created_at, o.role is not null as is_active
       from repository_links l left join plugin_people o on o.plugin_id = l.plugin_id and o.user_id = l.created_by and o.role = 'owner'
      where l.plugin_id = ?`,
    [pluginId]
  )
  if (!link) throw new RepositoryNotLinked()
  return link
}

/** What its host told us, newest first. */
export const listNotices = (client: SqlClient, linkId: string) =>
  sqlRows<NoticeRow>(
    client,
    `select id, delivery_id, event, tag, status, problem, received_at from repository_notices where link_id = ? order by received_at desc, id desc limit 50`,
    [linkId]
  )
