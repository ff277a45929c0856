import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { Visitor } from '#tests/support/visitor'
import { apiToken, createUser } from '#tests/support/users'
import { newId } from '#core/ids'

const PAGE = '/account/sign-ins'
const LIST = '/api/v1/auth/sessions'
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'

const isIn = async (visitor: Visitor) => (await visitor.open('/account/profile')).status === 200
const signIn = async (email: string, password: string, agent: string) => {
  const visitor = new Visitor({ 'user-agent': agent })
  await visitor.signIn(email, password)
  return visitor
}
const rememberedBrowser = async (email: string, password: string) => {
  const visitor = new Visitor({ 'user-agent': SAFARI })
  await visitor.open('/sign-in')
  await visitor.submit('/sign-in', { email, password, remember: '1' })
  return visitor
}
/** Its session ran out: what lasts is left. */
const later = (visitor: Visitor) => {
  const copy = visitor.copy()
  copy.cookies.delete('rialto_session')
  return copy
}
const liveOf = (userId: string) => db.from('refresh_families').where('user_id', userId).whereNull('revoked_at')

test.group('Where somebody is signed in', (group) => {
  group.each.setup(forgetCounts)

  test('the page lists browsers and programs, marks this one and nobody else sees them', async ({ assert }) => {
    const { user, password } = await createUser()
    const other = await createUser()
    const here = await signIn(user.email, password, FIREFOX)
    await signIn(user.email, password, SAFARI)
    await apiToken(user)
    const stranger = await signIn(other.user.email, other.password, 'curious-client/1.0')

    const { status, text } = await here.open(PAGE)
    assert.equal(status, 200)
    for (const shown of ['Firefox, Windows', 'Safari, iOS', 'Program', '127.0.0.1', 'This one']) assert.include(text, shown)
    assert.lengthOf(text.match(/This one/g)!, 1)
    const foreign = (await stranger.open(PAGE)).text
    assert.notInclude(foreign, 'Firefox, Windows')
    assert.include(foreign, 'curious-client/1.0')
  })

  test('who signs in again in the same browser is there once, even after its session cookie was lost; other browsers stay', async ({
    assert,
  }) => {
    const { user, password } = await createUser()
    const here = await signIn(user.email, password, FIREFOX)
    const telephone = await signIn(user.email, password, SAFARI)
    const [{ id: first }] = await liveOf(user.id).whereILike('user_agent', '%Firefox%')
    const lost = here.copy()
    here.cookies.delete('rialto_session')
    await here.signIn(user.email, password)

    assert.isTrue(await isIn(here))
    assert.isTrue(await isIn(telephone))
    assert.isFalse(await isIn(lost))
    const live = await liveOf(user.id).whereILike('user_agent', '%Firefox%')
    assert.lengthOf(live, 1)
    assert.notEqual(live[0].id, first)
    assert.lengthOf(await liveOf(user.id), 2)
  })

  test('another person who signs in in the same browser takes nobody else’s place', async ({ assert }) => {
    const [one, other] = [await createUser(), await createUser()]
    const browser = await signIn(one.user.email, one.password, FIREFOX)
    browser.cookies.delete('rialto_session')
    await browser.signIn(other.user.email, other.password)
    assert.lengthOf(await liveOf(one.user.id), 1)
    assert.lengthOf(await liveOf(other.user.id), 1)
  })

  test('one is ended: its browser is out with the next request, the others stay', async ({ assert }) => {
    const { user, password } = await createUser()
    const here = await signIn(user.email, password, FIREFOX)
    const telephone = await signIn(user.email, password, SAFARI)
    const stolen = telephone.copy()
    const { id } = await liveOf(user.id).whereILike('user_agent', '%iPhone%').firstOrFail()

    await here.open(PAGE)
    assert.equal((await here.submit(`${PAGE}/${id}/end`)).location, PAGE)
    assert.isFalse(await isIn(telephone))
    assert.isFalse(await isIn(stolen))
    assert.isTrue(await isIn(here))
    const audited = await db.from('audit_log').where({ action: 'identity.sign_ins_ended', target_id: user.id }).firstOrFail()
    assert.equal(audited.actor_id, user.id)
  })

  test('a browser that signs in by itself stays out once its sign-in, or all others, were ended', async ({ client, assert }) => {
    for (const way of ['one', 'others', 'by API'] as const) {
      const { user, password } = await createUser()
      const here = await signIn(user.email, password, FIREFOX)
      const remembered = await rememberedBrowser(user.email, password)
      assert.isTrue(await isIn(remembered))
      assert.isTrue(await isIn(later(remembered)), `${way}: it does sign in by itself`)
      const sameAgain = later(remembered)
      if (way === 'by API') (await client.post(`${LIST}/end-others`).bearerToken(await apiToken(user))).assertStatus(200)
      else {
        await here.open(PAGE)
        const live = await liveOf(user.id).whereILike('user_agent', '%iPhone%')
        const paths = way === 'one' ? live.map(({ id }) => `${PAGE}/${id}/end`) : [`${PAGE}/end-others`]
        for (const path of paths) assert.equal((await here.submit(path)).location, PAGE)
      }
      for (const browser of [remembered, later(remembered), sameAgain]) assert.isFalse(await isIn(browser), way)
      assert.equal(await isIn(here), way !== 'by API')
    }
  })

  test('of all others the browser that asks stays remembered', async ({ assert }) => {
    const { user, password } = await createUser()
    const here = await rememberedBrowser(user.email, password)
    await here.open(PAGE)
    await here.submit(`${PAGE}/end-others`)
    assert.isTrue(await isIn(later(here)))
  })

  test('all others are ended at once, programs too; this one goes on', async ({ client, assert }) => {
    const { user, password } = await createUser()
    const token = await apiToken(user)
    const here = await signIn(user.email, password, FIREFOX)
    const there = await signIn(user.email, password, SAFARI)

    await here.open(PAGE)
    await here.submit(`${PAGE}/end-others`)
    assert.isTrue(await isIn(here))
    assert.isFalse(await isIn(there))
    ;(await client.get('/api/v1/auth/me').bearerToken(token)).assertStatus(401)
    assert.lengthOf(await liveOf(user.id), 1)
  })

  test("another's sign-in can be neither seen nor ended, by page or by API", async ({ client, assert }) => {
    const { user, password } = await createUser()
    const thief = await createUser()
    const owner = await signIn(user.email, password, FIREFOX)
    const { id } = await liveOf(user.id).firstOrFail()
    const visitor = await signIn(thief.user.email, thief.password, SAFARI)
    const token = await apiToken(thief.user)

    await visitor.open(PAGE)
    assert.equal((await visitor.submit(`${PAGE}/${id}/end`)).status, 404)
    ;(await client.delete(`${LIST}/${id}`).bearerToken(token)).assertStatus(404)
    ;(await client.delete(`${LIST}/${newId()}`).bearerToken(token)).assertStatus(404)
    ;(await client.post(`${LIST}/end-others`).bearerToken(token)).assertStatus(200)
    assert.isTrue(await isIn(owner))
    const ids = (await client.get(LIST).bearerToken(token)).body().data.map((entry: { id: string }) => entry.id)
    assert.notInclude(ids, id)
  })

  test('by API the same list, in pages; logout there ends programs and no browser', async ({ client, assert }) => {
    const { user, password } = await createUser()
    const token = await apiToken(user)
    const browser = await signIn(user.email, password, FIREFOX)
    await apiToken(user)

    const all = (await client.get(LIST).bearerToken(token)).body()
    assert.lengthOf(all.data, 3)
    assert.deepEqual(all.data.filter(({ is_current: isCurrent }: { is_current: boolean }) => isCurrent).length, 1)
    assert.containsSubset(all.data, [{ kind: 'panel', device: 'Firefox, Windows', methods: ['password'] }])
    const seen = new Set<string>()
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = (await client.get(`${LIST}?limit=1${cursor && `&cursor=${cursor}`}`).bearerToken(token)).body()
      seen.add(page.data[0].id)
      cursor = page.meta.next_cursor
    }
    assert.lengthOf([...seen], 3)
    ;(await client.get(LIST)).assertStatus(401)
    ;(await client.get(`${LIST}?cursor=nonsense`).bearerToken(token)).assertStatus(422)

    ;(await client.post('/api/v1/auth/logout').bearerToken(token)).assertStatus(204)
    assert.isTrue(await isIn(browser))
    ;(await client.get(LIST).bearerToken(token)).assertStatus(401)
  })

  test('no page of somebody signed in is kept, by browsers or on the way', async ({ assert }) => {
    const { user, password } = await createUser()
    const here = await signIn(user.email, password, FIREFOX)
    for (const page of [PAGE, '/account/security', '/']) {
      assert.equal((await here.open(page)).headers.get('cache-control'), 'private, no-store', page)
    }
  })

  test('a planted session id is worth nothing, a copy made before the sign-out neither', async ({ assert }) => {
    const { user, password } = await createUser()
    const victim = new Visitor()
    await victim.open('/sign-in')
    const planted = victim.copy()
    await victim.submit('/sign-in', { email: user.email, password })
    const copied = victim.copy()
    assert.isFalse(await isIn(planted))
    assert.isTrue(await isIn(copied))

    await victim.open(PAGE)
    await victim.submit('/sign-out')
    assert.isFalse(await isIn(copied))
    assert.lengthOf(await liveOf(user.id), 0)
  })
})
