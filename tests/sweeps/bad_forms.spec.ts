import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { createUser } from '#tests/support/users'
import { crawl } from './support/crawl.js'
import { changedTables, databasePrint } from './support/database_print.js'
import { getPages, postPages, type PageRoute } from './support/pages.js'
import { Person } from './support/person.js'
import { createWorld, pathOf, type World } from './support/world.js'
import type { Reply } from './support/send.js'

/** Names of all fields of all forms: each form gets every one. */
function fieldNames(): string[] {
  const views = app.makePath('resources/views')
  const files = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.edge'))
  const names = files.flatMap((file) =>
    [...readFileSync(join(views, file), 'utf8').matchAll(/\bname[=:]\s*['"](\w+)/g)].map(([, name]) => name)
  )
  return [...new Set([...names, 'id', 'ids', 'version', 'settings', 'percent'])].filter((name) => name !== '_csrf')
}

const NAMES = fieldNames()
const every = (write: (name: string) => string) => NAMES.map(write).join('&')

const WRONG_FORMS: Record<string, () => string> = {
  'nothing': () => '',
  'words': () => every((name) => `${name}=word`),
  'blanks': () => every((name) => `${name}=+`),
  'negative numbers': () => every((name) => `${name}=-1`),
  'more than fits': () => every((name) => `${name}=1e300`),
  'a long number': () => every((name) => `${name}=99999999999999999999`),
  'ids of nothing': () => every((name) => `${name}=${newId()}`),
  'lists': () => every((name) => `${name}[]=x&${name}[]=y`),
  'objects': () => every((name) => `${name}[a][b]=x`),
  'twice': () => every((name) => `${name}=1&${name}=2`),
  'NUL': () => every((name) => `${name}=a%00b`),
  'half a character': () => every((name) => `${name}=a%ED%A0%80b`),
  'control characters': () => every((name) => `${name}=a%01%1b%08b`),
  'broken escapes': () => every((name) => `${name}=%E0%A4%A`),
  'SQL and HTML': () => every((name) => `${name}=${encodeURIComponent(`'; drop table users; --<script>`)}`),
  'long texts': () => every((name) => `${name}=${'x'.repeat(3_000)}`),
  'somebody else’s prototype': () => '__proto__[admin]=1&constructor[prototype][admin]=1',
  'a deep nest': () => `reason${'[a]'.repeat(5_000)}=1`,
  'too many fields': () => Array.from({ length: 5_000 }, (_, at) => `f${at}=1`).join('&'),
}

let world: World
let addresses: Map<string, string>

/** Where a page links to, else an address of nothing. */
const addressOf = ({ pattern }: PageRoute) => addresses.get(pattern) ?? pathOf({ path: pattern.replace(/:(\w+)/g, '{$1}') }, world)

/** Everyone who may do everything, anew for each form: some forms end what they may. */
const staff = async () => Person.signedIn(await createUser({ platform: ['superadmin'], tenant: { role: 'owner', of: world.owner.tenant } }))

const isRefusal = ({ status }: Reply) => status >= 400 || status === 302

test.group('Bad forms', (group) => {
  group.setup(async () => {
    world = await createWorld()
    addresses = await crawl(await staff(), [...getPages(), ...postPages()])
  })
  group.each.setup(forgetCounts)

  test('POST {pattern}: refused or shown again, never broken')
    .with(postPages)
    .run(async ({ assert }, page) => {
      const complaints: string[] = []
      const person = await staff()
      for (const [what, fields] of Object.entries(WRONG_FORMS)) {
        const { status, text } = await person.submit(addressOf(page), fields())
        if (status >= 500) complaints.push(`${what}: ${status} ${text.slice(0, 200)}`)
      }
      assert.deepEqual(complaints, [])
    })

  test('POST {pattern}: without its token, too large or in another wrapping it changes nothing')
    .with(postPages)
    .run(async ({ assert }, page) => {
      const person = await staff()
      const path = addressOf(page)
      const before = await databasePrint()
      const replies: Record<string, Reply> = {
        'no token': await person.send({
          method: 'POST',
          path,
          body: 'reason=a+good+reason',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
        'a wrong token': await person.send({
          method: 'POST',
          path,
          body: '_csrf=wrong',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
        'a token nobody gave': await person.send({
          method: 'POST',
          path,
          body: '{}',
          headers: { 'x-csrf-token': 'x', 'x-xsrf-token': 'x' },
        }),
        'too large': await person.submit(path, `reason=${'x'.repeat(300_000)}`),
        'broken JSON': await person.send({ method: 'POST', path, body: '{"a":' }),
        'a multipart form': await person.send({
          ...{
            method: 'POST',
            path,
            body: `--limit\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${person.csrf}\r\n--limit--\r\n`,
          },
          headers: { 'content-type': 'multipart/form-data; boundary=limit' },
        }),
      }
      const accepted = Object.entries(replies).filter(([, reply]) => !isRefusal(reply) || reply.status >= 500)
      assert.deepEqual(
        accepted.map(([what, { status }]) => `${what}: ${status}`),
        []
      )
      assert.equal(replies['too large'].status, 413)
      assert.deepEqual(changedTables(before, await databasePrint()), [])
    })

  test('people without a company, a role or a sign-in are refused by every form', async ({ assert }) => {
    const complaints: string[] = []
    const closed = postPages().filter(({ permission }) => permission && permission !== 'registry.publish')
    const plain = await Person.signedIn(await createUser({ platform: ['user'] }))
    const before = await databasePrint()
    for (const page of closed) {
      const { status } = await plain.submit(
        addressOf(page),
        every((name) => `${name}=word`)
      )
      if (status !== 403 && status !== 404) complaints.push(`${page.pattern}: ${status}`)
    }
    assert.isAbove(closed.length, 20)
    assert.deepEqual(changedTables(before, await databasePrint()), [])
    for (const page of postPages().filter(({ permission }) => permission === null)) {
      const { status, text } = await plain.submit(
        addressOf(page),
        every((name) => `${name}=word`)
      )
      if (status >= 500) complaints.push(`${page.pattern}: ${status} ${text.slice(0, 200)}`)
    }
    assert.deepEqual(complaints, [])
  })
})
