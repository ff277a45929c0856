import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { OutboundHttp } from '#core/outbound/outbound_http'
import { ProviderHttp } from '#identity/providers/provider_http'
import { forgetCounts } from '#tests/support/forget_counts'
import { GithubPeople } from '#tests/imitations/oauth_providers/github_people'
import { MovedOutbound, type OauthImitation } from '#tests/imitations/oauth_providers/oauth_imitation'
import { VkPeople } from '#tests/imitations/oauth_providers/vk_people'
import { YandexPeople } from '#tests/imitations/oauth_providers/yandex_people'
import { forgetProviders, ownersOf, setUpProvider } from '#tests/support/providers'
import { Visitor } from '#tests/support/visitor'
import type { Provider } from '#identity/providers/provider'

const NEW = '/sign-in/new-account'
const isSignedIn = async (visitor: Visitor) => (await visitor.open('/account/profile')).status === 200
const number = () => Math.floor(Math.random() * 1e12)

/** Off, agreed, and back with what the provider gave and `more`. */
async function comeBack(visitor: Visitor, [provider, imitation]: [Provider, OauthImitation], more: Record<string, string> = {}) {
  const { location } = await visitor.open(`/sign-in/with/${provider.slug}`)
  const brought = new URLSearchParams({ ...imitation.approve(location!), ...more })
  const answer = await visitor.open(`/sign-in/with/${provider.slug}/callback?${brought.toString()}`)
  return { location: new URL(location!), answer }
}

async function begin<T extends OauthImitation>(imitation: T): Promise<T> {
  await forgetCounts()
  await imitation.start()
  app.container.swap(OutboundHttp, () => new MovedOutbound(imitation))
  return imitation
}

async function end(imitation: OauthImitation) {
  app.container.restore(OutboundHttp)
  imitation.stop()
  await forgetProviders()
}

test.group('Signing in with GitHub', (group) => {
  let github: GithubPeople
  let provider: Provider
  group.each.setup(async () => {
    github = await begin(new GithubPeople())
    github.user.id = number()
    github.emails = [
      { email: `other-${newId()}@example.test`, primary: false, verified: true, visibility: null },
      { email: `octo-${newId()}@example.test`, primary: true, verified: true, visibility: 'private' },
    ]
    provider = await setUpProvider({ kind: 'github', client_secret: github.secret })
    return () => end(github)
  })

  test('a new account gets the primary, verified address, and is known again by number when login and address changed', async ({
    assert,
  }) => {
    const visitor = new Visitor()
    const { location, answer } = await comeBack(visitor, [provider, github])
    assert.equal(location.origin + location.pathname, 'https://github.com/login/oauth/authorize')
    assert.equal(location.searchParams.get('scope'), 'user:email')
    assert.equal(location.searchParams.get('code_challenge_method'), 'S256')
    assert.equal(answer.location, NEW)
    await visitor.open(NEW)
    await visitor.submit(NEW, { full_name: 'The Octocat', email: 'evil@example.test' })
    assert.isTrue(await isSignedIn(visitor))
    const user = await db.from('users').where('email', github.emails[1].email).firstOrFail()
    assert.isNotNull(user.email_confirmed_at)
    assert.deepEqual(await ownersOf(provider.id), [{ user_id: user.id, subject: String(github.user.id) }])

    Object.assign(github.user, { login: 'renamed', name: null })
    github.emails[1].email = `moved-${newId()}@example.test`
    const again = new Visitor()
    await comeBack(again, [provider, github])
    assert.isTrue(await isSignedIn(again))

    github.user.id = number()
    const successor = new Visitor()
    assert.equal((await comeBack(successor, [provider, github])).answer.location, NEW)
    assert.isFalse(await isSignedIn(successor))
  })

  test('an address that is not verified is not taken for proved', async ({ assert }) => {
    github.emails[1].verified = false
    const visitor = new Visitor()
    await comeBack(visitor, [provider, github])
    assert.include((await visitor.open(NEW)).text, 'We will send a letter to confirm it')
    await visitor.submit(NEW, { full_name: 'The Octocat', email: github.emails[1].email })
    assert.isFalse(await isSignedIn(visitor))
    const again = await comeBack(new Visitor(), [provider, github])
    assert.equal(again.answer.status, 403)
    assert.include(again.answer.text, 'Confirm your address first')

    await db.from('users').where('email', github.emails[1].email).update({ email_confirmed_at: new Date(), must_confirm: false })
    const confirmed = new Visitor()
    await comeBack(confirmed, [provider, github])
    assert.isTrue(await isSignedIn(confirmed))
  })

  test('its faults lead to a page that helps, and nobody is signed in', async ({ assert }) => {
    const faults: [string, OauthImitation['faults'], number, string][] = [
      [
        'a code of another',
        { '/login/oauth/access_token': { status: 200, body: { error: 'bad_verification_code' } } },
        502,
        'cannot be trusted',
      ],
      [
        'a wrong secret',
        { '/login/oauth/access_token': { status: 200, body: { error: 'incorrect_client_credentials' } } },
        502,
        'is not set up correctly',
      ],
      ['down', { '/user': { status: 503, body: '<html>Unicorn!</html>' } }, 502, 'does not answer'],
      ['limited', { '/user/emails': { status: 429, body: { message: 'API rate limit exceeded' } } }, 502, 'does not answer'],
      ['no number', { '/user': { status: 200, body: { login: 'octocat' } } }, 502, 'cannot be trusted'],
      ['not JSON', { '/user': { status: 200, body: '<html>' } }, 502, 'cannot be trusted'],
      ['a redirect', { '/user': { status: 302, body: '' } }, 502, 'cannot be trusted'],
    ]
    for (const [what, fault, status, text] of faults) {
      github.faults = fault
      const visitor = new Visitor()
      const { answer } = await comeBack(visitor, [provider, github])
      assert.equal(answer.status, status, what)
      assert.include(answer.text, text, what)
      assert.equal((await visitor.open(NEW)).status, 302, what)
    }
    ProviderHttp.timeoutMs = 150
    github.faults = { '/login/oauth/access_token': 'hang' }
    const { answer } = await comeBack(new Visitor(), [provider, github])
    ProviderHttp.timeoutMs = 8_000
    assert.equal(answer.status, 502)
    github.faults = {}
    assert.equal((await comeBack(new Visitor(), [provider, github])).answer.status, 302)
  })

  test('a code of another session is refused, and so is an issuer that is not GitHub', async ({ assert }) => {
    const [thief, victim] = [new Visitor(), new Visitor()]
    const { location } = await victim.open(`/sign-in/with/${provider.slug}`)
    const stolen = github.approve(location!)
    const { answer } = await comeBack(thief, [provider, github], { code: stolen.code })
    assert.equal(answer.status, 502)
    const mixed = await comeBack(thief, [provider, github], { iss: 'https://evil.example' })
    assert.equal(mixed.answer.status, 400)
    assert.equal((await comeBack(thief, [provider, github], { iss: 'https://github.com' })).answer.status, 302)
    const denied = await comeBack(thief, [provider, github], { error: 'access_denied' })
    assert.equal(denied.answer.status, 403)
  })
})

test.group('Signing in with VK ID', (group) => {
  let vk: VkPeople
  let provider: Provider
  group.each.setup(async () => {
    vk = await begin(new VkPeople())
    vk.user = { ...vk.user, user_id: String(number()), email: `vk-${newId()}@example.test` }
    provider = await setUpProvider({ kind: 'vk', client_secret: undefined })
    return () => end(vk)
  })

  test('the device comes back with the code and goes on with it; the address is confirmed by us', async ({ assert }) => {
    const visitor = new Visitor()
    const { location, answer } = await comeBack(visitor, [provider, vk], { device_id: vk.deviceId, type: 'code_v2', expires_in: '600' })
    assert.equal(location.origin + location.pathname, 'https://id.vk.com/authorize')
    assert.isAtLeast(location.searchParams.get('state')!.length, 32)
    assert.equal(answer.location, NEW)
    const { form } = vk.calls[0]
    assert.isFalse(form.has('client_secret'))
    const page = await visitor.open(NEW)
    assert.include(page.text, 'Анна Иванова')
    assert.include(page.text, 'We will send a letter to confirm it')
    assert.isFalse(await isSignedIn(visitor))
  })

  test('an answer without the device, of another person or for another state is refused', async ({ assert }) => {
    const brought = { device_id: vk.deviceId, type: 'code_v2' }
    assert.equal((await comeBack(new Visitor(), [provider, vk])).answer.status, 502)
    assert.equal((await comeBack(new Visitor(), [provider, vk], { device_id: 'other' })).answer.status, 502)
    vk.tokenUserId = 7
    assert.equal((await comeBack(new Visitor(), [provider, vk], brought)).answer.status, 502)
    vk.tokenUserId = null
    vk.faults = { '/oauth2/auth': { status: 200, body: { access_token: 'x', user_id: 1, state: 'other' } } }
    assert.equal((await comeBack(new Visitor(), [provider, vk], brought)).answer.status, 502)
    vk.faults = { '/oauth2/user_info': { status: 200, body: { error: 'invalid_token', error_description: '' } } }
    assert.equal((await comeBack(new Visitor(), [provider, vk], brought)).answer.status, 502)
    vk.faults = {}
    assert.equal((await comeBack(new Visitor(), [provider, vk], brought)).answer.status, 302)
  })
})

test.group('Signing in with Yandex ID', (group) => {
  let yandex: YandexPeople
  let provider: Provider
  group.each.setup(async () => {
    yandex = await begin(new YandexPeople())
    const login = `ivan.${newId()}`
    Object.assign(yandex.user, { id: String(number()), login, default_email: `${login.replaceAll('.', '-')}@yandex.ru` })
    provider = await setUpProvider({ kind: 'yandex', client_secret: yandex.secret })
    return () => end(yandex)
  })

  test('a mailbox of Yandex is proved, another address is confirmed by us', async ({ assert }) => {
    const visitor = new Visitor()
    const { location } = await comeBack(visitor, [provider, yandex])
    assert.equal(location.origin + location.pathname, 'https://oauth.yandex.ru/authorize')
    assert.include((await visitor.open(NEW)).text, 'Confirmed by')
    await visitor.submit(NEW, { full_name: 'Иван Петров' })
    assert.isTrue(await isSignedIn(visitor))

    Object.assign(yandex.user, { id: String(number()), default_email: 'somebody-else@yandex.ru' })
    const other = new Visitor()
    await comeBack(other, [provider, yandex])
    assert.include((await other.open(NEW)).text, 'We will send a letter to confirm it')
    Object.assign(yandex.user, { id: String(number()), default_email: 'ivan@example.test' })
    const third = new Visitor()
    await comeBack(third, [provider, yandex])
    assert.include((await third.open(NEW)).text, 'We will send a letter to confirm it')
  })

  test('a token made for another application, a wrong secret and a used code are refused', async ({ assert }) => {
    yandex.user.client_id = 'somebody else'
    assert.equal((await comeBack(new Visitor(), [provider, yandex])).answer.status, 502)
    yandex.user.client_id = 'rialto'
    yandex.faults = { '/token': { status: 400, body: { error: 'invalid_client', error_description: 'Client not found' } } }
    assert.include((await comeBack(new Visitor(), [provider, yandex])).answer.text, 'is not set up correctly')
    yandex.faults = { '/token': { status: 400, body: { error: 'invalid_grant', error_description: 'Code has expired' } } }
    assert.equal((await comeBack(new Visitor(), [provider, yandex])).answer.status, 502)
    yandex.faults = {}
    assert.equal((await comeBack(new Visitor(), [provider, yandex])).answer.status, 302)
  })
})
