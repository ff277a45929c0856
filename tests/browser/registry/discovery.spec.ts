import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { forgetCounts } from '#tests/support/forget_counts'
import { createUser } from '#tests/support/users'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { expectNoCspViolations, expectNoViolations, expectToFit, watchPolicy } from '#tests/browser/support/expectations'
import type { Page } from 'playwright'

const HOSTILE = `Tom & "Jerry" </script><svg onload=alert(1)> ]]>`

async function expectSound(page: Page) {
  await expectNoViolations(page)
  await expectNoCspViolations(page)
  await expectToFit(page)
}

async function plugin() {
  const { user } = await createUser({ platform: ['user'], fullName: HOSTILE })
  const name = pluginName()
  await releasePlugin(user, { name, description: HOSTILE }, { says: { readme: '# Hello', changelog: '- First', tags: ['test', 'a&b'] } })
  const { slug } = await db.from('publishers').where('user_id', user.id).firstOrFail()
  return { name, slug: slug as string }
}

/** What a strict parser of a browser says of a document. */
const parse = (page: Page, [path, type]: string[]) =>
  page.evaluate(
    async ([address, kind]) => {
      const response = await fetch(address!)
      const parsed = new DOMParser().parseFromString(await response.text(), kind as DOMParserSupportedType)
      const title = (parsed.querySelector('entry > author > name') ?? parsed.querySelector('title'))?.textContent ?? ''
      return { fault: parsed.querySelector('parsererror')?.textContent ?? null, root: parsed.documentElement.localName, title }
    },
    [path, type]
  )

test.group('Discovery in a browser', (group) => {
  group.each.setup(forgetCounts)

  test('every page of a plugin and of its publisher is sound, on a phone and in the dark as well', async ({ visit }) => {
    const { name, slug } = await plugin()
    const page = await visit('/plugins')
    await watchPolicy(page)
    const parts = ['', '/versions', '/changelog', '/security', '/statistics'].map((part) => `/plugins/${name}${part}`)
    for (const path of ['/plugins', ...parts, `/publishers/${slug}`, '/plugins/categories', '/plugins/tags', '/plugins/tags/test']) {
      await page.goto(new URL(path, page.url()).href)
      await expectSound(page)
    }
    await page.setViewportSize({ width: 360, height: 740 })
    await page.emulateMedia({ colorScheme: 'dark' })
    for (const path of ['/plugins', `/plugins/${name}`, `/publishers/${slug}`]) {
      await page.goto(new URL(`${path}?lang=ru`, page.url()).href)
      await expectSound(page)
    }
  })

  test('a favourite is made and unmade by keyboard, and found again', async ({ assert, browserContext, visit }) => {
    const { name } = await plugin()
    const { user } = await createUser({ platform: ['user'] })
    await browserContext.loginAs(user)
    const page = await visit('/plugins')
    await watchPolicy(page)
    await page.goto(new URL(`/plugins/${name}`, page.url()).href)
    const button = page.locator('form[action$="/favourite"] button')
    for (const pressed of ['true', 'false', 'true']) {
      await button.focus()
      await page.keyboard.press('Enter')
      await page.locator(`form[action$="/favourite"] button[aria-pressed="${pressed}"]`).waitFor()
    }
    await page.goto(new URL('/account/favourites', page.url()).href)
    assert.include(await page.locator('main').innerText(), name)
    await expectSound(page)
  })

  test('feeds, badges and sitemaps are XML to the strictest reader, whatever people call themselves', async ({ assert, visit }) => {
    const { name, slug } = await plugin()
    const page = await visit(`/plugins/${name}`)
    for (const [path, root] of [
      ['/feeds/plugins.atom', 'feed'],
      ['/feeds/advisories.atom', 'feed'],
      [`/plugins/${name}/feed.atom`, 'feed'],
      [`/publishers/${slug}/feed.atom`, 'feed'],
      ['/sitemap.xml', 'sitemapindex'],
      ['/sitemaps/plugins.xml', 'urlset'],
      ['/sitemaps/pages.xml', 'urlset'],
    ]) {
      const { fault, root: found, title } = await parse(page, [path!, 'application/xml'])
      assert.isNull(fault, path)
      assert.equal(found, root)
      if (path!.includes(name)) assert.equal(title, HOSTILE)
    }
    const badge = await parse(page, [`/plugins/${name}/badge/version.svg`, 'image/svg+xml'])
    assert.deepEqual([badge.fault, badge.root, badge.title], [null, 'svg', 'rialto: v1.0.0'])
    const image = page.locator(`img[src$="/badge/version.svg"]`)
    await image.scrollIntoViewIfNeeded()
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>('img[src$="/badge/version.svg"]')!.naturalWidth > 60)
  })
})
