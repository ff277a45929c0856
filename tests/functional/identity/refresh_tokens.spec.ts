import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { IssueTokens, type IssuedTokens } from '#identity/tokens/issue_tokens'
import { Settings } from '#core/settings/settings'
import PruneTokens from '#identity/jobs/prune_tokens'
import { systemActor } from '#core/actor'
import { createUser } from '#tests/support/users'

const CLIENT = { ip: '127.0.0.1', userAgent: 'phone' }
const ACTOR = systemActor('test')
const ON = { actor: ACTOR }

const liveLines = async (userId: string) => {
  const rows = await db
    .from('refresh_tokens as t')
    .join('refresh_families as f', 'f.id', 't.family_id')
    .where('f.user_id', userId)
    .whereNull('t.used_at')
    .whereNull('f.revoked_at')
  return rows.length
}

/** A slow machine must not run out of the grace. */
const setGrace = async (seconds: number) => {
  const settings = await app.container.make(Settings)
  await settings.set(ACTOR, 'identity.refresh_grace_seconds', seconds)
}

test.group('Refresh tokens', (group) => {
  let issue: IssueTokens
  group.each.setup(async () => {
    issue = await app.container.make(IssueTokens)
    await setGrace(100)
  })
  group.each.teardown(() => setGrace(10))

  test('fifty parallel refreshes of one token give one successor and leave one live line', async ({ assert }) => {
    const { user } = await createUser()
    const first = await issue.forUser(user.id, CLIENT)

    const answers: IssuedTokens[] = await Promise.all(Array.from({ length: 50 }, () => issue.forRefresh(first.refreshToken, CLIENT, ON)))

    assert.lengthOf(new Set(answers.map((answer) => answer.refreshToken)), 1)
    assert.equal(await liveLines(user.id), 1)
    const next = await issue.forRefresh(answers[0].refreshToken, CLIENT, ON)
    assert.notEqual(next.refreshToken, answers[0].refreshToken)
  })

  test('a token used again by another client revokes the family, for the thief and the owner', async ({ assert }) => {
    const { user } = await createUser()
    const first = await issue.forUser(user.id, CLIENT)
    const second = await issue.forRefresh(first.refreshToken, CLIENT, ON)

    await assert.rejects(() => issue.forRefresh(first.refreshToken, { ip: '10.0.0.9', userAgent: 'thief' }, ON))
    await assert.rejects(() => issue.forRefresh(second.refreshToken, CLIENT, ON))
    assert.equal(await liveLines(user.id), 0)
    assert.exists(await db.from('audit_log').where('action', 'identity.refresh_reused').where('target_type', 'refresh_family').first())
  })

  test('a token used again after the grace revokes the family', async ({ assert }) => {
    await setGrace(0)
    const { user } = await createUser()
    const first = await issue.forUser(user.id, CLIENT)
    await issue.forRefresh(first.refreshToken, CLIENT, ON)

    await assert.rejects(() => issue.forRefresh(first.refreshToken, CLIENT, ON))
    assert.equal(await liveLines(user.id), 0)
  })

  test('an expired token is refused and revokes nothing', async ({ assert }) => {
    const { user } = await createUser()
    const first = await issue.forUser(user.id, CLIENT)
    await db
      .from('refresh_tokens')
      .update({ expires_at: new Date(Date.now() - 1000) })
      .whereNull('used_at')
      .whereIn('family_id', db.from('refresh_families').where('user_id', user.id).select('id'))

    await assert.rejects(() => issue.forRefresh(first.refreshToken, CLIENT, ON))
    assert.isNull((await db.from('refresh_families').where('user_id', user.id).firstOrFail()).revoked_at)
  })

  test('sign-ins that ended a month ago are forgotten, live ones and recent ends are kept', async ({ assert }) => {
    const { user } = await createUser()
    const families: string[] = []
    for (const days of [0, 5, 31]) {
      await issue.forUser(user.id, CLIENT)
      const family = await db.from('refresh_families').where('user_id', user.id).orderBy('id', 'desc').firstOrFail()
      const revokedAt = days ? new Date(Date.now() - days * 86_400_000) : null
      await db.from('refresh_families').where('id', family.id).update({ revoked_at: revokedAt })
      families.push(family.id)
    }
    await new PruneTokens().handle()
    await new PruneTokens().handle()

    const left = await db.from('refresh_families').where('user_id', user.id).select('id')
    assert.sameMembers(
      left.map(({ id }) => id),
      families.slice(0, 2)
    )
  })
})
