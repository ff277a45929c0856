import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import ResetPassword from '#identity/resets/actions/reset_password'
import { ChangeTrusted } from '#registry/trusted/change_trusted'
import { CreateServiceToken } from '#identity/service_tokens/actions/create_service_token'
import { CreateToken } from '#registry/tokens/actions/create_token'
import { InviteOwner } from '#registry/owners/actions/invite_owner'
import { RotateToken } from '#registry/tokens/actions/rotate_token'
import InviteMember from '#tenancy/actions/invite_member'
import { newId } from '#core/ids'
import { runInTenant } from '#core/tenant_scope'
import { Unauthenticated } from '#core/http/exceptions'
import { hashLinkToken } from '#identity/mails/link_token'
import { forgetCounts } from '#tests/support/forget_counts'
import { actorOf, pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { programToken, somebody } from '#tests/support/publishing'
import { createUser } from '#tests/support/users'
import type { Actor } from '#core/actor'

const token = { name: 'CI', scopes: ['publish-update'], plugins: [], stageOnly: false, days: 30 }
const build = {
  issuer: 'https://token.actions.githubusercontent.com',
  owner_id: '42',
  repository: 'a/b',
  workflow: 'c.yml',
  environment: null,
}

/** Sets a new password, as the link of a letter does. */
async function resetOf(userId: string) {
  const secret = newId()
  const expires = new Date(Date.now() + 3_600_000)
  await db.table('password_resets').insert({ id: newId(), user_id: userId, token_hash: hashLinkToken(secret), expires_at: expires })
  const reset = await app.container.make(ResetPassword)
  return () =>
    reset.handle({ actor: { ...actorOf({ id: userId } as never), userId: null }, token: secret, password: 'a wholly new secret' })
}

async function busyPerson() {
  const { user, tenant } = await createUser({ platform: ['user'], tenant: { role: 'owner' } })
  const plugin = pluginName()
  await releasePlugin(user, { name: plugin })
  const { id: made } = await programToken(user)
  const guest = await somebody()
  const make = <T>(kind: new (...given: never[]) => T) => app.container.make(kind as never) as Promise<T>
  const acts = (actor: Actor): Record<string, () => Promise<unknown>> => ({
    'a token': async () => (await make(CreateToken)).handle({ actor, token }),
    'a new secret': async () => (await make(RotateToken)).handle({ actor, tokenId: made }),
    'a machine': async () => {
      const terms = { name: 'Machine', scopes: ['catalog:read'], days: 7 }
      return (await make(CreateServiceToken)).handle({ actor, place: tenant.id, userId: user.id, ...terms })
    },
    'a trusted build': async () => (await make(ChangeTrusted)).add({ actor, plugin, trusted: build }),
    'an owner': async () => (await make(InviteOwner)).handle({ actor, plugin, email: guest.email, role: 'owner', locale: 'en' }),
    'a colleague': async () => {
      const asked = { tenantId: tenant.id, email: guest.email, role: 'admin' as const, locale: 'en' }
      const invite = await make(InviteMember)
      return runInTenant(tenant.id, () => invite.handle({ actor, ...asked }))
    },
  })
  return { user, actor: { ...actorOf(user), tenantId: tenant.id, endedAt: null }, acts }
}

const liveTokens = async (userId: string) =>
  (await db.from('api_tokens').where('user_id', userId).whereNull('revoked_at').where('expires_at', '>', new Date())).length

test.group('What outlasts a sign-in', (group) => {
  group.each.setup(forgetCounts)

  test('is not made by a request that began before everything was ended', async ({ assert }) => {
    const { user, actor, acts } = await busyPerson()
    await (
      await resetOf(user.id)
    )()
    for (const act of Object.values(acts(actor))) await assert.rejects(act, Unauthenticated)
    assert.equal(await liveTokens(user.id), 0)
    assert.lengthOf(await db.from('service_tokens').where('user_id', user.id), 0)
    assert.lengthOf(await db.from('plugin_invitations').where('invited_by', user.id), 0)
  })

  test('is made by one that began since, or while nothing was ended', async ({ assert }) => {
    const { user, actor, acts } = await busyPerson()
    for (const act of Object.values(acts(actor))) await act()
    assert.equal(await liveTokens(user.id), 2)
    await (
      await resetOf(user.id)
    )()
    const { sessions_valid_after: at } = (await db.from('users').where('id', user.id).firstOrFail()) as { sessions_valid_after: Date }
    await acts({ ...actor, endedAt: at.getTime() })['a token']()
    assert.equal(await liveTokens(user.id), 1)
  })

  test('of many at once with a reset none is left, in whatever order they come', async ({ assert }) => {
    const { user, actor, acts } = await busyPerson()
    const reset = await resetOf(user.id)
    const tried = Array.from({ length: 12 }, (_, at) => (at === 6 ? reset() : acts(actor)[at % 2 ? 'a token' : 'a new secret']()))
    const settled = await Promise.allSettled(tried)
    assert.equal(settled[6].status, 'fulfilled')
    assert.equal(await liveTokens(user.id), 0)
  })
})
