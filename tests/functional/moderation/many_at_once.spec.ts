import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { once } from '#core/outbox/once'
import { sendAccountMail } from '#identity/mails/send_account_mail'
import OpenVersionReview from '#moderation/jobs/open_version_review'
import { lettersTo } from '#tests/support/account_mail'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { createUser } from '#tests/support/users'
import type { DomainEvent } from '#core/outbox/event'

/** As many as a process has connections: each that held one and asked for another would wait for the rest, and they for it. */
const asMany = <Result>(work: () => Promise<Result>) =>
  Promise.all(Array.from({ length: db.connection().getWriteClient().client.pool.max as number }, work))

test.group('As many jobs at once as there are connections', () => {
  test('put as many versions into the queue', async ({ assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const { id } = await releasePlugin(user, { name: pluginName() }, { isApproved: false })
    const job = await app.container.make(OpenVersionReview)
    await asMany(() => job.handle({ id: newId(), payload: { version_id: id } } as DomainEvent<{ version_id: string }>))
    assert.lengthOf(await db.from('review_items').where({ subject_id: id, state: 'open' }), 1)
  })

  test('send as many letters', async ({ assert }) => {
    const to = `${newId()}@example.test`
    const words = { name: 'Anna' }
    const letters = await asMany(() =>
      once({ id: newId() }, 'test.letters', () => sendAccountMail({ to, locale: 'en', about: 'welcome', words }))
    )
    assert.lengthOf(await lettersTo(to), letters.length)
  })
})
