import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { keepInMailbox } from '#core/mail/mailbox'
import { forgetCounts } from '#tests/support/forget_counts'
import { createUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'

test.group('The mailbox of kept letters', (group) => {
  group.each.setup(forgetCounts)

  test('holds links that open accounts: superadmins read it and are audited, admins do not', async ({ assert }) => {
    const id = await keepInMailbox({
      channel: 'mail',
      recipient: 'boss@example.test',
      subject: 'New password',
      text: 'https://x/reset-password/y',
    })
    const [superadmin, admin] = [await createUser({ platform: ['superadmin'] }), await createUser({ platform: ['admin'] })]
    const [above, below] = [new Visitor(), new Visitor()]
    await above.signIn(superadmin.user.email, superadmin.password)
    await below.signIn(admin.user.email, admin.password)

    for (const path of ['/operator/mailbox', `/operator/mailbox/${id}`]) {
      assert.equal((await below.open(path)).status, 403)
      assert.equal((await above.open(path)).status, 200)
    }
    assert.notInclude((await below.open('/operator')).text, 'href="/operator/mailbox"')
    const read = await db.from('audit_log').where({ action: 'core.mail_read', target_id: id })
    assert.deepEqual(
      read.map((row) => row.actor_id as string),
      [superadmin.user.id]
    )
  })
})
