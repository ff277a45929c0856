import { test } from '@japa/runner'
import { createUser } from '#tests/support/users'
import { HOSTILE_MARKDOWN } from '#tests/support/hostile_markdown'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { expectNoCspViolations, expectNoViolations, expectToFit, watchPolicy } from '#tests/browser/support/expectations'

test.group('A page with a hostile readme', () => {
  test('runs nothing of it, loads nothing for it, and stays itself', async ({ assert, visit }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    const readme = `# A harmless heading\n\n${HOSTILE_MARKDOWN.join('\n\n')}\n\nThe last words`
    await releasePlugin(user, { name }, { says: { readme, changelog: HOSTILE_MARKDOWN.toReversed().join('\n\n') } })

    const page = await visit('/plugins')
    await watchPolicy(page)
    const [dialogs, foreign]: string[][] = [[], []]
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    const home = new URL(page.url()).host
    page.on('request', (request) => {
      const { host, protocol } = new URL(request.url())
      if (host !== home && protocol !== 'data:') foreign.push(request.url())
    })
    await page.goto(new URL(`/plugins/${name}`, page.url()).href)
    await page.getByRole('heading', { name: 'A harmless heading' }).waitFor()
    assert.include(await page.locator('main').innerText(), 'The last words')
    assert.equal(
      await page
        .locator('.r-prose script, .r-prose style, .r-prose iframe, .r-prose img, .r-prose svg, .r-prose form, .r-prose [style]')
        .count(),
      0
    )
    const links = await page
      .locator('.r-prose a')
      .evaluateAll((all) => all.map((link) => [(link as HTMLAnchorElement).protocol, link.getAttribute('rel')]))
    assert.isAbove(links.length, 3)
    for (const [protocol, rel] of links) {
      assert.match(String(protocol), /^(?:https?|mailto):$/)
      assert.equal(rel, 'nofollow ugc noopener')
    }
    assert.deepEqual(dialogs, [])
    assert.deepEqual(foreign, [])
    await expectNoCspViolations(page)
    await expectNoViolations(page)
    await expectToFit(page)
    await page.goto(new URL(`/plugins/${name}/changelog`, page.url()).href)
    assert.isAbove(await page.locator('.r-prose a').count(), 3)
    assert.equal(await page.locator('.r-prose script, .r-prose img, .r-prose svg, .r-prose [style]').count(), 0)
    assert.deepEqual([...dialogs, ...foreign], [])
    await expectNoCspViolations(page)
  })

  test('the search page narrows, on a phone as well, without a violation', async ({ visit }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    await releasePlugin(user, { name, usesClock: true })
    const page = await visit(`/plugins?q=${name}`)
    await watchPolicy(page)
    await page.setViewportSize({ width: 360, height: 740 })
    await page.reload()
    await page.locator('main a[href*="capability=clock"]').first().click()
    await page.waitForURL(/capability=clock/)
    await page.locator(`main a[href$="/plugins/${name}"]`).waitFor()
    await expectNoCspViolations(page)
    await expectNoViolations(page)
    await expectToFit(page)
  })
})
