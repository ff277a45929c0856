import { sqlRows, type SqlClient } from '#core/database/sql'
import { hashLinkSecret } from '#registry/owners/link_secret'
import { PluginInvitationNotOpen } from '#registry/owners/exceptions'
import type { OwnerRole } from '#registry/owners/publishing_policy'

export type OpenOwnerInvitation = { id: string; plugin_id: string; plugin: string; email: string; role: OwnerRole }

/** The open invitation behind a link. Throws `PluginInvitationNotOpen` (404) for every other secret. */
export const findOwnerInvitation = (client: SqlClient, secret: string) => read(client, secret, '')

/** Locked, for the one who answers it. */
export const findOwnerInvitationForUpdate = (client: SqlClient, secret: string) => read(client, secret, 'for update of i')

async function read(client: SqlClient, secret: string, lock: string): Promise<OpenOwnerInvitation> {
  const [invitation] = await sqlRows<OpenOwnerInvitation>(
    client,
    `select i.id, i.plugin_id, p.name as plugin, i.email::text, i.role
       from plugin_invitations i join plugins p on p.id = i.plugin_id and p.status <> 'deleted'
      where i.token_hash = ? and i.status = 'open' and i.expires_at > now() ${lock}`,
    [hashLinkSecret(secret)]
  )
  if (!invitation) throw new PluginInvitationNotOpen()
  return invitation
}
