import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { PROVED_AT_KEY } from '#identity/session_keys'
import { forgetCounts } from '#tests/support/forget_counts'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { somebody } from '#tests/support/publishing'
import { PASSWORD } from '#tests/support/users'
import { expectNoCspViolations, expectNoViolations, watchPolicy } from '#tests/browser/support/expectations'

test.group('A fresh proof on the way', (group) => {
  group.each.setup(forgetCounts)

  test('an invitation that is interrupted by it stands in its form again, and is sent when one sends it', async ({
    assert,
    browserContext,
    visit,
  }) => {
    const [owner, invited] = [await somebody(), await somebody()]
    const name = pluginName()
    await releasePlugin(owner, { name })
    const { id } = (await db.from('plugins').where('name', name).select('id').firstOrFail()) as { id: string }
    const countInvitations = async () => (await db.from('plugin_invitations').where({ plugin_id: id, email: invited.email })).length
    // Signed in without a proof, as by a remembered device.
    await browserContext.setSession({ auth_web: owner.id, [PROVED_AT_KEY]: 0 })
    const page = await visit('/')
    await watchPolicy(page)
    const owners = `/publisher/plugins/${id}/owners`
    await page.goto(new URL(owners, page.url()).href)
    const form = page.locator('form:has(#invite-email)')
    await form.locator('#invite-email').fill(invited.email)
    await form.locator('select[name=role]').selectOption('maintainer')
    await form.locator('button[type=submit]').click()

    const password = page.locator('main input[name=password]')
    await password.waitFor()
    assert.equal(new URL(page.url()).pathname, '/account/confirm')
    assert.equal(await countInvitations(), 0)
    await expectNoViolations(page)
    await password.fill(PASSWORD)
    await page.locator('form:has(input[name=password]) button[type=submit]').click()

    await page.getByText('Nothing was changed yet').waitFor()
    assert.equal(new URL(page.url()).pathname, owners)
    assert.equal(await form.locator('#invite-email').inputValue(), invited.email)
    assert.equal(await form.locator('select[name=role]').inputValue(), 'maintainer')
    assert.equal(await countInvitations(), 0)
    await expectNoViolations(page)
    await form.locator('button[type=submit]').click()
    await page.locator('form[action*="/withdraw"]').filter({ hasText: invited.email }).waitFor()
    assert.equal(await countInvitations(), 1)
    await expectNoCspViolations(page)
  })
})
