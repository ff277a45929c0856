import { test } from '@japa/runner'
import { buildPlugin } from '#runtime/build/build_plugin'
import { waitFor } from '#tests/support/wait_for'
import { expectNoCspViolations, expectNoViolations, expectToFit } from '#tests/browser/support/expectations'
import { projectPath, StoryWorld } from '#tests/browser/support/story_world'
import type { Page } from 'playwright'
import type { Somebody } from '#tests/browser/support/people'

const PLUGIN = 'piece-discount'
const SOURCE = projectPath('tests', 'plugins', 'own', PLUGIN)
const COMPLAINT = 'It takes more off than its description says, on every order above two pieces.'
const TAKEN_DOWN = 'It takes off more than it says.'
const GROUNDS = 'The percentage is what the shop itself set; the orders show nothing else.'
const RESTORED = 'The shop set that percentage: nothing is wrong with the plugin.'

/** How long a slow machine may take over anything. */
const PATIENCE_MS = 120_000

async function expectSound({ page }: Somebody) {
  await expectNoViolations(page)
  await expectNoCspViolations(page)
  await expectToFit(page)
}

/** From the queue to the thing, once the worker has brought it there. */
async function openFromQueue(moderator: Somebody, kind: string) {
  const row = moderator.page.locator('main tr', { hasText: kind }).filter({ hasText: PLUGIN }).locator('a').first()
  await waitFor(`${kind} in the queue`, async () => (await moderator.open('/moderator/reviews'), row.count()), PATIENCE_MS)
  await row.focus()
  await moderator.page.keyboard.press('Enter')
  await moderator.page.waitForURL(/\/moderator\/reviews\/[0-9a-f-]{36}/)
}

/** By keyboard: the letter of the decision, the reason, send. */
async function decide(page: Page, key: string, reason: string) {
  await page.keyboard.press(key)
  const text = page.locator('textarea[name=reason]')
  await text.fill(reason)
  await page.locator('form:has(textarea[name=reason]) button[type=submit]').focus()
  await page.keyboard.press('Enter')
  await text.waitFor({ state: 'detached' })
}

/** The whole life of a plugin among people, one test a step; each builds on the one before. */
test.group('From a publication to an appeal', (group) => {
  const world = new StoryWorld('journey')
  let [publisher, moderator, second, owner, buyer] = [] as Somebody[]
  let casePath = ''

  const publicStatus = async () => (await fetch(`${world.installation.url}/plugins/${PLUGIN}`)).status
  const publicly = (status: number) =>
    waitFor(`the public page to answer ${status}`, async () => (await publicStatus()) === status, PATIENCE_MS)

  group.setup(async () => {
    const stop = await world.start()
    publisher = await world.enter('publisher@works.demo')
    moderator = await world.enter('moderator@rialto.demo')
    second = await world.enter('admin@rialto.demo')
    owner = await world.enter('admin@northern.demo')
    buyer = await world.enter('buyer@rialto.demo')
    for (const { page } of [publisher, moderator, second, owner, buyer]) page.setDefaultTimeout(PATIENCE_MS)
    return stop
  })

  test('1. a publisher uploads a plugin, and a moderator lets it out', async ({ assert }) => {
    const { wasmPath } = await buildPlugin(SOURCE)
    const { page } = publisher
    await publisher.open('/publisher/plugins/new')
    await page.locator('input[name=artifact]').setInputFiles(wasmPath)
    await page.locator('input[name=manifest]').setInputFiles(`${SOURCE}/plugin.json`)
    await page.locator('form[enctype] button[type=submit]').click()
    await page.waitForURL(/\/publisher\/versions\//)
    assert.equal(await publicStatus(), 404)
    await openFromQueue(moderator, 'Plugin version')
    await expectSound(moderator)
    await decide(moderator.page, 'a', 'It does what it says and asks for nothing.')
    await publicly(200)
  })

  test('2. a shop installs it and reviews it, and everybody sees the rating', async ({ assert }) => {
    const { page } = owner
    await owner.open(`/plugins/${PLUGIN}`)
    await page.locator('main a[href*="/seller/plugins/install/"]').first().click()
    await page.waitForURL(/\/seller\/plugins\/install\//)
    await page.locator('form[action*="/seller/plugins/install/"] button[type=submit]').click()
    await page.waitForURL(/\/seller\/plugins\/[0-9a-f-]{36}/)
    await page.locator('form[action$="/enable"] button[type=submit]').click()
    await page.locator('a[href$="/disable"]').waitFor()

    await owner.open(`/plugins/${PLUGIN}/reviews`)
    await page.locator('select[name=rating]').selectOption('5')
    await page.locator('textarea[name=comment]').fill('It takes off what it says, and people buy more.')
    await page.locator('#write button').click()
    await page.getByText('Thank you, your review is saved.').waitFor()
    await buyer.open(`/plugins/${PLUGIN}/reviews`)
    assert.include(await buyer.text(), 'people buy more')
    await expectSound(buyer)
  })

  test('3. a buyer complains by the link on its page and follows the case', async ({ assert }) => {
    const { page } = buyer
    await buyer.open(`/plugins/${PLUGIN}`)
    await page.locator(`main a[href="/plugins/${PLUGIN}/report"]`).click()
    await page.locator('select[name=kind]').selectOption('misleading')
    await page.locator('textarea[name=evidence]').fill(COMPLAINT)
    await expectSound(buyer)
    await page.locator('form:has(textarea[name=evidence]) button[type=submit]').click()
    await page.waitForURL(/\/cases\/C-/)
    casePath = new URL(page.url()).pathname
    await page.getByText(COMPLAINT).waitFor()
    assert.include(await buyer.text(), 'Received')
    await expectSound(buyer)
  })

  test('4. the moderator takes it up and takes the plugin down: gone everywhere, stopped where it ran', async ({ assert }) => {
    const { page } = moderator
    await openFromQueue(moderator, 'Complaint: plugin')
    assert.include(await moderator.text(), COMPLAINT)
    await expectSound(moderator)
    await page.keyboard.press('c')
    await page.getByText('Let go').first().waitFor()
    await buyer.open(casePath)
    assert.include(await buyer.text(), 'Being looked into')
    await decide(page, 'r', TAKEN_DOWN)
    await publicly(404)
    await buyer.open(casePath)
    assert.include(await buyer.text(), TAKEN_DOWN)
    await owner.open('/seller/plugins')
    await owner.page.locator('main a', { hasText: /piece/i }).first().click()
    await waitFor(
      'the plugin to be stopped in the shop',
      async () => (await owner.page.reload(), (await owner.page.locator('a[href$="/disable"]').count()) === 0),
      PATIENCE_MS
    )
  })

  test('5. its publisher is told why and how to appeal, and does', async ({ assert }) => {
    const { page } = publisher
    await waitFor(
      'the notice',
      async () => (await publisher.open('/account/notifications'), (await publisher.text()).includes('You can appeal')),
      PATIENCE_MS
    )
    assert.include(await publisher.text(), TAKEN_DOWN)
    await publisher.open(casePath)
    assert.notInclude(await publisher.text(), COMPLAINT)
    await page.locator('textarea[name=grounds]').fill(GROUNDS)
    await expectSound(publisher)
    await page.locator('form:has(textarea[name=grounds]) button[type=submit]').click()
    await page.getByText('Somebody else will look at it again.').waitFor()
  })

  test('6. who decided first may not decide again; somebody else gives it back, and it is visible with its rating', async ({ assert }) => {
    await openFromQueue(moderator, 'Appeal')
    assert.include(await moderator.text(), GROUNDS)
    assert.equal(await moderator.page.locator('[data-key=a]').count(), 0)
    await openFromQueue(second, 'Appeal')
    await expectSound(second)
    await decide(second.page, 'a', RESTORED)
    await publicly(200)
    await buyer.open(`/plugins?query=${PLUGIN}`)
    await buyer.page.locator(`main a[href="/plugins/${PLUGIN}"]`).first().waitFor()
    await buyer.open(`/plugins/${PLUGIN}/reviews`)
    assert.include(await buyer.text(), 'people buy more')
    for (const somebody of [buyer, publisher]) {
      await somebody.open(casePath)
      assert.include(await somebody.text(), RESTORED)
    }
    await expectSound(publisher)
  })
})
