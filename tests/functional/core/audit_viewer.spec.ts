import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import { Audit } from '#core/audit/audit'
import { newId } from '#core/ids'
import { Visitor } from '#tests/support/visitor'
import { createUser } from '#tests/support/users'

const TAG = newId().slice(-12)
const [thing, company] = [newId(), newId()]

const record = (action: string, target: { type: string; id: string; label?: string }, requestId: string | null = null) =>
  db.transaction((trx) =>
    new Audit().record(trx, {
      ...{ actor: { ...systemActor('test', company), requestId }, action: `${TAG}.${action}`, target },
      ...{ reason: '=1+1', before: { price: 1 }, after: { price: 2 } },
    })
  )

/** What a filter offers is no row. */
const actionsIn = (html: string) =>
  [...html.replaceAll(/<option[^>]*>[^<]*/g, '').matchAll(new RegExp(`>\\s*${TAG}\\.(\\w+)`, 'g'))].map(([, action]) => action)

test.group('The operators’ audit log', (group) => {
  let visitor: Visitor
  let account: { email: string; password: string }
  group.setup(async () => {
    await record('made', { type: 'thing', id: thing, label: `Lamp ${TAG}` })
    await record('changed', { type: 'thing', id: thing, label: `Lamp ${TAG}` }, `request-${TAG}`)
    await record('other', { type: 'another', id: newId() })
    const { user, password } = await createUser({ platform: ['admin'] })
    account = { email: user.email, password }
    visitor = new Visitor()
    await visitor.signIn(user.email, password)
  })

  test('is narrowed by action, target, company, request, time and words', async ({ assert }) => {
    const today = new Date().toISOString().slice(0, 10)
    const expected: Record<string, string[]> = {
      [`action=${TAG}.`]: ['other', 'changed', 'made'],
      [`action=${TAG}.changed`]: ['changed'],
      [`action=${TAG}.%25`]: [],
      [`target_type=thing&target_id=${thing}`]: ['changed', 'made'],
      [`tenant=${company}&sort=at`]: ['made', 'changed', 'other'],
      [`request=request-${TAG}`]: ['changed'],
      [`action=${TAG}.&at_from=${today}&actor=system`]: ['other', 'changed', 'made'],
      [`action=${TAG}.&at_to=2020-01-01`]: [],
      [`action=${TAG}.&actor=plugin`]: [],
      [`q=lamp+${TAG}`]: ['changed', 'made'],
      [`q=${thing}`]: ['changed', 'made'],
    }
    for (const [query, actions] of Object.entries(expected)) {
      const { status, text } = await visitor.open(`/operator/audit?${query}`)
      assert.equal(status, 200, query)
      assert.deepEqual(actionsIn(text), actions, query)
    }
  })

  test('offers acts and things by their names, and takes others that the address names', async ({ assert }) => {
    const { text } = await visitor.open('/operator/audit?action=identity.signed_in&target_type=user')
    assert.match(text, /<optgroup label="People and rights">\s*<option value="identity\.">Everything of this kind</)
    assert.include(text, '<option value="identity.signed_in" selected>Signed in</option>')
    assert.include(text, '<option value="user" selected>Account of a person</option>')
    const other = await visitor.open(`/operator/audit?action=${TAG}.made&target_type=thing`)
    assert.include(other.text, `<option value="${TAG}.made" selected>${TAG}.made</option>`)
    assert.include(other.text, '<option value="thing" selected>thing</option>')
    assert.deepEqual(actionsIn(other.text), ['made'])
    const reader = new Visitor({ 'accept-language': 'ru' })
    await reader.signIn(account.email, account.password)
    const { text: russian } = await reader.open('/operator/audit?action=identity.signed_in')
    assert.include(russian, '<option value="identity.signed_in" selected>Вход выполнен</option>')
  })

  test('shows what else happened to the same thing, beside what was before and after', async ({ assert }) => {
    const { id } = (await db.from('audit_log').where('action', `${TAG}.changed`).firstOrFail()) as { id: string }
    const { status, text } = await visitor.open(`/operator/audit/${id}`)
    assert.equal(status, 200)
    assert.includeMembers(actionsIn(text), ['changed', 'made'])
    assert.notInclude(actionsIn(text), 'other')
    assert.include(text, `/operator/audit?target_type=thing&amp;target_id=${thing}`)
  })

  test('goes out as CSV without live formulas and as JSON lines with all there is', async ({ assert }) => {
    const csv = await visitor.open(`/operator/audit?action=${TAG}.&export=csv`)
    assert.lengthOf(csv.text.trim().split('\r\n'), 4)
    assert.include(csv.text, `'=1+1`)
    for (const told of [company, thing, '{""price"":1}', '{""price"":2}']) assert.include(csv.text, told)
    const taken = db.from('audit_log').where({ action: 'core.list_exported', target_id: 'core.audit' })
    assert.isDefined((await taken.select('after')).find(({ after }) => after.format === 'csv' && after.action === `${TAG}.`))
    const lines = await visitor.open(`/operator/audit?action=${TAG}.&export=jsonl`)
    assert.match(lines.headers.get('content-disposition') ?? '', /core-audit-[\d-]+\.jsonl"/)
    const rows = lines.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    assert.lengthOf(rows, 3)
    assert.deepInclude(rows[0], { tenant_id: company, before: { price: 1 }, after: { price: 2 } })
  })

  test('is nothing to people without the right', async ({ assert }) => {
    const { user, password } = await createUser({ tenant: { role: 'owner' } })
    const seller = new Visitor()
    await seller.signIn(user.email, password)
    for (const path of [`/operator/audit`, `/operator/audit?export=jsonl`]) assert.equal((await seller.open(path)).status, 403)
  })
})
