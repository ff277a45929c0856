import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { findUpdate, listOutdated, listUpdates } from '#registry/queries/find_update'
import { InstallVersion } from '#registry/actions/install_version'
import SendMail from '#notifications/jobs/send_mail'
import TellAdvisoryDecided from '#notifications/jobs/tell_advisory_decided'
import TellAdvisoryPublished from '#notifications/jobs/tell_advisory_published'
import { forgetCounts } from '#tests/support/forget_counts'
import { actorOf } from '#tests/support/plugin_uploads'
import { actOn, advise, draftAbout, pluginWith } from '#tests/support/advisories'
import { apiToken, createUser } from '#tests/support/users'
import type { DomainEvent } from '#core/outbox/event'

const NOBODY = '00000000-0000-0000-0000-000000000000'

type Rows = { data: { id: string; version: string; fixed_version: string | null }[]; meta: { next_cursor: string | null } }

async function installed(plugin: string, version: string) {
  const owner = await createUser({ tenant: { role: 'owner' } })
  const install = await app.container.make(InstallVersion)
  const tenantId = owner.tenant.id
  const { id } = await install.handle({
    actor: { ...actorOf(owner.user), tenantId },
    tenantId,
    plugin,
    version,
    consent: [],
    isEnabled: true,
  })
  return { ...owner, id }
}

const tell = async (id: string) => {
  const job = await app.container.make(TellAdvisoryPublished)
  await job.handle({ payload: { advisory_id: id } } as DomainEvent<{ advisory_id: string }>)
}

const noticesOf = (userId: string) => db.from('notifications').where({ user_id: userId, kind: 'registry.advisory_published' })

test.group('Installations that an advisory names', (group) => {
  group.each.setup(forgetCounts)

  test('are listed by pages to staff, with the version that is out of it; a company finds its own, others nothing', async ({
    client,
    assert,
  }) => {
    const { name, publisher } = await pluginWith(['1.0.0', '1.1.0', '1.2.0'])
    const [first, second, safe] = [await installed(name, '1.0.0'), await installed(name, '1.1.0'), await installed(name, '1.2.0')]
    const { id, code, moderator } = await draftAbout(name, [{ introduced: '1.0.0' }, { last_affected: '1.1.0' }])
    const path = `/api/v1/advisories/${code}/installations`
    const staff = await apiToken(moderator)
    const own = async ({ user, tenant }: typeof first) => client.get(path).bearerToken(await apiToken(user, tenant.id))

    ;(await own(first)).assertStatus(404)
    const page = (await client.get(path).bearerToken(staff).qs({ limit: 1 })).body() as Rows
    assert.containSubset(page.data, [{ id: first.id, version: '1.0.0', fixed_version: '1.2.0', enabled: true, tenant_id: first.tenant.id }])
    const rest = (await client.get(path).bearerToken(staff).qs({ limit: 1, cursor: page.meta.next_cursor! })).body() as Rows
    assert.deepEqual([rest.data.map((row) => row.id), rest.meta.next_cursor], [[second.id], null])

    await actOn(moderator, id, 'submit')
    await actOn(moderator, id, 'publish')
    assert.deepEqual(
      ((await own(first)).body() as Rows).data.map((row) => row.id),
      [first.id]
    )
    assert.lengthOf(((await own(safe)).body() as Rows).data, 0)
    ;(await client.get(path)).assertStatus(401)
    ;(await client.get(path).bearerToken(await apiToken(publisher))).assertStatus(403)
    const { user: operator } = await createUser({ platform: ['admin'] })
    assert.lengthOf(((await client.get(path).bearerToken(await apiToken(operator))).body() as Rows).data, 2)
  })

  test('have owners who are told once, by notice and mail, also when the advisory is told again or says more', async ({ assert }) => {
    const { name } = await pluginWith(['1.0.0', '2.0.0'])
    const [first, other] = [await installed(name, '1.0.0'), await installed(name, '2.0.0')]
    const { id, code } = await advise(name, [{ introduced: '0' }, { fixed: '2.0.0' }])
    await Promise.all([tell(id), tell(id)])
    await tell(id)
    const notices = await noticesOf(first.user.id)
    assert.lengthOf(notices, 1)
    assert.containSubset(notices[0], { link: `/seller/plugins/${first.id}`, params: { advisory: code, version: '1.0.0', fixed: '2.0.0' } })
    assert.lengthOf(await noticesOf(other.user.id), 0)
    const send = await app.container.make(SendMail)
    await send.handle({ notificationId: notices[0].id as string })
    await send.handle({ notificationId: notices[0].id as string })
    const mails = await db.from('mailbox').where('recipient', first.user.email)
    assert.lengthOf(mails, 1)
    assert.include(mails[0].text, 'Version 2.0.0 is out of it')
    assert.include(mails[0].subject, code)
  })

  test('are not the only ones: who wrote it hears what moderators made of it, who decided it himself does not', async ({ assert }) => {
    const { name, publisher } = await pluginWith(['1.0.0'])
    const { id, code, moderator } = await draftAbout(name, [{ introduced: '0' }])
    const tellDecided = async (author: string) => {
      const job = await app.container.make(TellAdvisoryDecided)
      const payload = { advisory: code, status: 'rejected', author_user_id: author, decided_by: moderator.id, reason: 'No weakness' }
      await job.handle({ id, payload } as Parameters<typeof job.handle>[0])
    }
    for (const author of [publisher.id, publisher.id, moderator.id]) await tellDecided(author)
    const told = (userId: string) => db.from('notifications').where({ user_id: userId, kind: 'registry.advisory_decided' })
    assert.lengthOf(await told(publisher.id), 1)
    assert.lengthOf(await told(moderator.id), 0)
  })

  test('are not led into versions with a known weakness: neither offered nor updated to by themselves', async ({ assert }) => {
    const { name, pluginId, versionIds } = await pluginWith(['1.0.0', '1.1.0', '1.2.0'])
    const { id } = await installed(name, '1.0.0')
    const follower = { pluginId, versionId: versionIds[0]!, channel: 'stable' as const }
    const seen = async () => [
      (await findUpdate(follower))?.version,
      (await listUpdates([id])).get(id),
      (await listOutdated(pluginId, NOBODY)).length,
    ]
    assert.deepEqual(await seen(), ['1.2.0', '1.2.0', 1])
    await advise(name, [{ introduced: '1.2.0' }])
    assert.deepEqual(await seen(), ['1.1.0', '1.1.0', 1])
    const { id: advisoryId, moderator } = await advise(name, [{ introduced: '1.1.0' }])
    assert.deepEqual(await seen(), [undefined, undefined, 0])
    await actOn(moderator, advisoryId, 'withdraw')
    assert.deepEqual(await seen(), ['1.1.0', '1.1.0', 1])
  })

  test('hear nothing of drafts and of what was withdrawn meanwhile', async ({ assert }) => {
    const { name } = await pluginWith(['1.0.0'])
    const { user } = await installed(name, '1.0.0')
    await tell((await draftAbout(name, [{ introduced: '0' }])).id)
    const { id, moderator } = await advise(name, [{ introduced: '0' }])
    await actOn(moderator, id, 'withdraw')
    await tell(id)
    assert.lengthOf(await noticesOf(user.id), 0)
  })

  test('carry a banner with the fixed version on their page and a mark in the list; others and withdrawn ones carry none', async ({
    client,
  }) => {
    const { name } = await pluginWith(['1.0.0', '1.1.0'])
    const [first, other] = [await installed(name, '1.0.0'), await installed(name, '1.1.0')]
    const { id, code, moderator } = await advise(name, [{ introduced: '0' }, { fixed: '1.1.0' }])
    const open = ({ user, id: installation }: typeof first) => client.get(`/seller/plugins/${installation}`).loginAs(user)

    const page = await open(first)
    page.assertTextIncludes(code)
    page.assertTextIncludes('Update to 1.1.0')
    page.assertTextIncludes(`/seller/plugins/${first.id}/update?version=1.1.0`)
    ;(await client.get('/seller/plugins').loginAs(first.user)).assertTextIncludes('Known weakness')
    const clean = await open(other)
    clean.assertStatus(200)
    if (clean.text().includes(code)) throw new Error('An installation that is not affected is warned of')
    await actOn(moderator, id, 'withdraw')
    if ((await open(first)).text().includes(code)) throw new Error('A withdrawn advisory still warns')
  })
})
