import { isId } from '#core/ids'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { InsufficientScope } from '#identity/exceptions'
import { assertNotEnded } from '#identity/sign_in/assert_not_ended'
import { canonicalName } from '#registry/names/plugin_name'
import { NotPluginOwner, PluginNotFound } from '#registry/exceptions/refusals'
import { RoleTooLow, TrustedPublishingOnly } from '#registry/owners/exceptions'
import { reaches, TOKEN_SCOPES } from '#registry/tokens/token_scopes'
import type { Actor } from '#core/actor'

export const OWNER_ROLES = ['owner', 'maintainer', 'publisher'] as const
export type OwnerRole = (typeof OWNER_ROLES)[number]

/** What is done to a plugin by those who publish it. */
export type PublishingAct = 'publish-new' | 'publish-update' | 'yank' | 'stages' | 'trusted-publishing' | 'owners' | 'settings' | 'read'

/** Which roles may. What is not written here nobody may. */
const MAY: Record<PublishingAct, readonly OwnerRole[]> = {
  'read': ['owner', 'maintainer', 'publisher'],
  'publish-new': ['owner'],
  'publish-update': ['owner', 'maintainer', 'publisher'],
  'yank': ['owner', 'maintainer'],
  'stages': ['owner', 'maintainer'],
  'trusted-publishing': ['owner'],
  'owners': ['owner'],
  'settings': ['owner'],
}

/** Who decides about a plugin's releases: those whose word a staged version waits for. */
export const APPROVER_ROLES = MAY.stages

export const roleMay = (role: OwnerRole, act: PublishingAct): boolean => MAY[act].includes(role)

export type PublishedPlugin = {
  id: string
  name: string
  canon_name: string
  status: string
  role: OwnerRole | null
  trustpub_only: boolean
  require_stage_approvals: number
}

/**
 * The one rule for everything that publishers do: the actor's role in the plugin, and what the token that was used is
 * worth. Throws `NotPluginOwner`, `RoleTooLow`, `InsufficientScope`, `TrustedPublishingOnly` (all 403).
 */
export function assertMay(actor: Actor, act: PublishingAct, plugin: Pick<PublishedPlugin, 'canon_name' | 'role' | 'trustpub_only'>): void {
  if (!plugin.role) throw new NotPluginOwner()
  if (!roleMay(plugin.role, act)) throw new RoleTooLow()
  assertTokenReaches(actor, act, plugin.canon_name)
  if (act === 'publish-update' && plugin.trustpub_only && actor.grant?.kind !== 'trusted') throw new TrustedPublishingOnly()
}

/** The token's side of it; sign-ins are not bounded. For a name that nobody has yet. */
export function assertTokenReaches({ grant }: Actor, act: PublishingAct, canonName: string): void {
  if (!grant) return
  const isForTokens = (TOKEN_SCOPES as readonly string[]).includes(act)
  if (!isForTokens || !grant.scopes.includes(act) || !reaches(grant.plugins, canonName)) throw new InsufficientScope()
}

/** A plugin as one of its publishers finds it, by id or by name. Another's looks absent: throws `PluginNotFound` (404). */
export async function findPublishedPlugin(client: SqlClient, { userId }: Actor, key: string): Promise<PublishedPlugin> {
  const [plugin] = await sqlRows<PublishedPlugin>(
    client,
    `select p.id, p.name, p.canon_name, p.status, p.trustpub_only, p.require_stage_approvals, o.role
       from plugins p join plugin_people o on o.plugin_id = p.id and o.user_id = ?
      where ${columnOf(key)} = ? and p.status <> 'deleted'`,
    [userId, valueOf(key)]
  )
  if (!plugin) throw new PluginNotFound()
  return plugin
}

const columnOf = (key: string) => (isId(key) ? 'p.id' : 'p.canon_name')
const valueOf = (key: string) => (isId(key) ? key : canonicalName(key))

/** As above, locked for who changes it, and checked: the role is read after the wait, as whoever was before left it. */
export async function lockForAct(
  client: SqlClient,
  actor: Actor,
  { key, act }: { key: string; act: PublishingAct }
): Promise<PublishedPlugin> {
  await assertNotEnded(client, actor)
  await client.rawQuery(`select 1 from plugins p where ${columnOf(key)} = ? for update`, [valueOf(key)])
  const plugin = await findPublishedPlugin(client, actor, key)
  assertMay(actor, act, plugin)
  return plugin
}
