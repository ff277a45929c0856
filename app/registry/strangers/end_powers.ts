import app from '@adonisjs/core/services/app'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { WEBHOOK_DOMAIN } from '#registry/webhooks/webhook_owners'
import type { ForgetStranger } from '#identity/resets/left_behind'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Taken = Parameters<ForgetStranger>[1]
type Ended = { id: string; label: string }

/** What they signed counts no more: the private halves are a stranger's. */
export async function endKeys(trx: TransactionClientContract, { actor, userId, reason }: Taken): Promise<number> {
  const keys = await sqlRows<Ended>(
    trx,
    `update signing_keys k set revoked_at = now(), revoked_reason = ? from publishers b
      where b.id = k.publisher_id and (b.user_id = ? or k.added_by = ?) and k.revoked_at is null returning k.id, k.name as label`,
    [reason, userId, userId]
  )
  const [audit, outbox] = [await app.container.make(Audit), await app.container.make(Outbox)]
  for (const { id, label } of keys) {
    await audit.record(trx, { actor, action: 'registry.author_key_revoked', target: { type: 'signing_key', id, label }, reason })
    await outbox.record(trx, { name: 'registry.author_key_revoked.v1', aggregateId: id, payload: { user_id: userId } })
  }
  return keys.length
}

/** Also those a stranger made for a publisher of many people. */
export async function endWebhooks(trx: TransactionClientContract, { actor, userId, reason }: Taken): Promise<number> {
  const hooks = await sqlRows<{ id: string; url: string }>(
    trx,
    'delete from webhooks where domain = ? and created_by = ? returning id, url',
    [WEBHOOK_DOMAIN, userId]
  )
  const audit = await app.container.make(Audit)
  for (const { id, url } of hooks) {
    const target = { type: 'webhook', id, label: new URL(url).host }
    await audit.record(trx, { actor, action: 'core.webhook_removed', target, before: { url }, reason })
  }
  return hooks.length
}

/** Builds and repositories that publish without asking anybody. */
export async function endBuilds(trx: TransactionClientContract, { actor, userId, reason }: Taken): Promise<number> {
  const audit = await app.container.make(Audit)
  let ended = 0
  for (const [table, action] of BUILDS) {
    const rows = await sqlRows<Ended & { repository: string }>(
      trx,
      `delete from ${table} b using plugins p where p.id = b.plugin_id and b.created_by = ? returning p.id, p.name as label, b.repository`,
      [userId]
    )
    for (const { id, label, repository } of rows) {
      await audit.record(trx, { actor, action, target: { type: 'plugin', id, label }, before: { repository }, reason })
    }
    ended += rows.length
  }
  return ended
}

const BUILDS = [
  ['trusted_publishers', 'registry.trusted_publisher_removed'],
  ['repository_links', 'registry.repository_unlinked'],
] as const

/** Staged releases of theirs run out at once, and the job that ends such ends them; their word for those of others is taken back. */
export async function endReleases(trx: TransactionClientContract, { userId }: Taken): Promise<number> {
  await sqlRun(trx, 'delete from stage_approvals a using stages s where s.id = a.stage_id and s.ended_at is null and a.user_id = ?', [
    userId,
  ])
  return sqlRun(trx, 'update stages set expires_at = now() where requested_by = ? and ended_at is null and expires_at > now()', [userId])
}
