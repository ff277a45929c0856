import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import emitter from '@adonisjs/core/services/emitter'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { createUser } from '#tests/support/users'
import { crawl } from './support/crawl.js'
import { getPages, postPages } from './support/pages.js'
import { Person } from './support/person.js'
import { createWorld, pathOf, type World } from './support/world.js'

const MARK = 'kept-from'
/** A field as views declare one, in a component's call or in an element. */
const FIELD = /\bname[=:]\s*['"](\w+)([^>\n]*)/g
/** What browsers are told to hide, and what every form's name says. Read from the views, not from the list that is tested. */
const IS_HIDDEN_FIELD = /type[=:]\s*['"]password|one-time-code|cc-(?:number|exp|csc)|new-password|current-password/

function readFields(): { all: string[]; hidden: Set<string> } {
  const views = app.makePath('resources/views')
  const files = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.edge'))
  const fields = files.flatMap((file) =>
    [...readFileSync(join(views, file), 'utf8').matchAll(FIELD)].map(([, name, rest]) => ({ name, rest }))
  )
  const hidden = fields.filter(({ rest }) => IS_HIDDEN_FIELD.test(rest)).map(({ name }) => name)
  const also = ['credential', 'password_confirmation', 'new_password', 'token', 'access_token', 'recovery_code', 'api_key', 'client_secret']
  return { all: [...new Set([...fields.map(({ name }) => name), ...also])], hidden: new Set([...hidden, ...also]) }
}

const { all: NAMES, hidden: HIDDEN } = readFields()

const FORM = NAMES.filter((name) => name !== '_csrf')
  .map((name) => `${name}=${MARK}-${name}`)
  .join('&')

let world: World

test.group('What a refused form leaves in the session', (group) => {
  const kept = new Set<string>()
  const note = ({ session }: { session: { all(): unknown } }) => {
    for (const [, name] of JSON.stringify(session.all()).matchAll(new RegExp(`${MARK}-(\\w+)`, 'g'))) kept.add(name)
  }
  group.setup(async () => {
    world = await createWorld()
    emitter.on('session:committed', note)
    return () => emitter.off('session:committed', note)
  })

  test('no form keeps a password, a code, a token or a card; most keep the rest', async ({ assert }) => {
    const staff = () => createUser({ platform: ['superadmin'], tenant: { role: 'owner', of: world.owner.tenant } })
    const addresses = await crawl(await Person.signedIn(await staff()), [...getPages(), ...postPages()])
    assert.isAbove(HIDDEN.size, 10)
    const leaks: string[] = []
    let keeping = 0
    for (const page of postPages()) {
      await forgetCounts()
      const person = await Person.signedIn(await staff())
      kept.clear()
      await person.submit(addresses.get(page.pattern) ?? pathOf({ path: page.pattern.replace(/:(\w+)/g, '{$1}') }, world), FORM)
      leaks.push(...[...kept].filter((name) => HIDDEN.has(name)).map((name) => `${page.pattern}: ${name}`))
      if (kept.has('title') && kept.has('reason')) keeping += 1
    }
    assert.deepEqual(leaks, [])
    assert.isAbove(keeping, 20)
  }).timeout(600_000)

  test('nobody keeps input in another way', ({ assert }) => {
    const files = readdirSync(app.makePath('app'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    const others = files.filter((file) => /flash(?:All|Except|Only)\(/.test(readFileSync(app.makePath('app', file), 'utf8')))
    assert.deepEqual(others, [])
  })
})
