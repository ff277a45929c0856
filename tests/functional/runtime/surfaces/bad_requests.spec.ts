import { test } from '@japa/runner'
import env from '#start/env'
import { forgetCounts } from '#tests/support/forget_counts'
import { createTenant, createUser } from '#tests/support/users'
import { direct, inputsOf, installPuppet } from '#tests/support/puppet'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import { Person } from '#tests/sweeps/support/person'
import { Visitor } from '#tests/support/visitor'
import type { Installation } from '#runtime/installations/installation'
import type Tenant from '#tenancy/models/tenant'

const FORM = {
  kind: 'form',
  title: 'Move',
  action: 'move',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['steps', 'label'],
    properties: { steps: { type: 'integer' }, label: { type: 'string', maxLength: 10 }, way: { type: 'string', enum: ['up', 'down'] } },
  },
}

const WRONG_FIELDS: Record<string, string> = {
  'nothing': '',
  'lists': 'steps[]=1&steps[]=2&label[]=x',
  'objects': 'steps[a]=1&label[b]=x',
  'twice': 'steps=1&steps=2&label=x',
  'words': 'steps=many&label=x',
  'more than fits': 'steps=1e400&label=x',
  'NUL': 'steps=1&label=a%00b',
  'too long': `steps=1&label=${'x'.repeat(11)}`,
  'another way': 'steps=1&label=x&way=left',
  'a prototype': 'steps=1&__proto__[x]=1&constructor[prototype][x]=1&label[__proto__]=1',
}

const ODD_TARGETS = [
  ...['/%', '/%zz', '/%00', '/%ff%fe', '/..%2f..%2fseller', '/%2e%2e/%2e%2e/seller', '//', '/items//', '/items/%5c..%5cx'],
  ...[
    '/items/1?%',
    '/items/1?a=%ff',
    '/items/1?__proto__=1&constructor=2',
    `/items/${'x'.repeat(3_000)}`,
    `/items/1?q=${'%20'.repeat(1_000)}`,
  ],
  ...['/items/1?a[b][c]=1', '/items/1;jsessionid=1', '/items/<script>'],
]

let tenant: Tenant
let puppet: Installation

test.group('Bad requests to plugins', (group) => {
  group.each.setup(async () => {
    await forgetCounts()
    tenant = await createTenant()
    puppet = await installPuppet(tenant.id)
    return switchOffAllPlugins
  })

  test('a form of a block with {$self} is shown again or refused, and no plugin hears of it')
    .with(Object.keys(WRONG_FIELDS))
    .run(async ({ assert }, what) => {
      await direct(puppet, { elements: [FORM] })
      const person = await Person.signedIn(await createUser({ tenant: { role: 'owner', of: tenant } }))
      const { status } = await person.submit(`/seller/plugins/${puppet.id}/blocks/page/move`, WRONG_FIELDS[what]!)
      assert.include([302, 400, 422], status)
      assert.isEmpty((await inputsOf(puppet)).filter(({ action }) => action !== null))
    })

  test('a form that fits is heard of', async ({ assert }) => {
    await direct(puppet, { elements: [FORM] })
    const { user, password } = await createUser({ tenant: { role: 'owner', of: tenant } })
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    await visitor.open(`/seller/plugins/${puppet.id}/blocks/page`)
    const answer = await visitor.submit(`/seller/plugins/${puppet.id}/blocks/page/move`, { steps: '2', label: 'x', way: 'up' })
    assert.equal(answer.status, 200)
    const [input] = await inputsOf(puppet)
    assert.deepEqual(input!.values, { steps: 2, label: 'x', way: 'up' })
  })

  test('odd addresses and queries are answered by the plugin or refused, never broken', async ({ assert }) => {
    const complaints: string[] = []
    for (const target of ODD_TARGETS) {
      const { status, headers } = await fetch(`http://${env.get('HOST')}:${env.get('PORT')}/p/${tenant.slug}/puppet${target}`, {
        redirect: 'manual',
      })
      const isHandled = status === 200 || status === 404 || status === 400 || status === 414
      if (!isHandled || headers.has('set-cookie')) complaints.push(`${target.slice(0, 60)}: ${status}`)
    }
    assert.deepEqual(complaints, [])
  })
})
