import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import router from '@adonisjs/core/services/router'
import drive from '@adonisjs/drive/services/main'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { createUser } from '#tests/support/users'
import { changedTables, databasePrint } from './support/database_print.js'
import { Person } from './support/person.js'
import { send, type Reply } from './support/send.js'

const part = (name: string, content: string, file?: string) =>
  `--limit\r\nContent-Disposition: form-data; name="${name}"${file ? `; filename="${file}"` : ''}\r\n\r\n${content}\r\n`

const END = '--limit--\r\n'

const BODIES: Record<string, string> = {
  'a file': part('artifact', 'not a module', 'plugin.wasm') + END,
  'a thousand parts': Array.from({ length: 1_000 }, (_, at) => part(`f${at}`, 'x')).join('') + END,
  'a thousand files': Array.from({ length: 1_000 }, () => part('artifact', 'x', 'x.wasm')).join('') + END,
  'a file cut short': part('artifact', 'x'.repeat(10_000), 'x.wasm').slice(0, 5_000),
  'a part without a name': '--limit\r\nContent-Disposition: form-data\r\n\r\nx\r\n--limit--\r\n',
  'a part without headers': '--limit\r\n\r\n\r\n--limit--\r\n',
  'another boundary': part('artifact', 'x', 'x.wasm').replaceAll('--limit', '--other'),
  'nothing': '',
  'a name that climbs': part('artifact', 'x', '../../../../etc/x.wasm') + END,
  'a name with a NUL': part('artifact', 'x', 'a\0.wasm') + END,
  'more than is taken': part('artifact', 'x'.repeat(9_000_000), 'x.wasm') + END,
  'a manifest that is huge': part('artifact', 'x', 'x.wasm') + part('manifest', 'x'.repeat(200_000), 'plugin.json') + END,
}

const TYPES = { 'with its boundary': 'multipart/form-data; boundary=limit', 'without a boundary': 'multipart/form-data' }

/** A refusal of something large may end the connection before all of it was sent: that is an answer, too. */
const sent = (request: () => Promise<Reply>): Promise<number> =>
  request().then(
    ({ status }) => status,
    () => 413
  )

const filesKept = async () => [...(await drive.use().listAll('/', { recursive: true })).objects].length

test.group('Bad uploads by page', (group) => {
  const systemFolder = tmpdir()
  const folder = mkdtempSync(join(systemFolder, 'rialto-uploads-'))
  group.setup(() => {
    process.env.TMPDIR = folder
    return () => {
      process.env.TMPDIR = systemFolder
      rmSync(folder, { recursive: true, force: true })
    }
  })
  group.each.setup(forgetCounts)

  test('are refused; no row, no file and nothing in the temporary folder stays', async ({ assert }) => {
    const publisher = await Person.signedIn(await createUser({ platform: ['user'] }))
    const before = { print: await databasePrint(), files: await filesKept() }
    const complaints: string[] = []
    for (const [what, body] of Object.entries(BODIES)) {
      for (const [how, type] of Object.entries(TYPES)) {
        const headers = { 'content-type': type, 'x-csrf-token': publisher.csrf }
        const status = await sent(() => publisher.send({ method: 'POST', path: '/publisher/plugins/new', body, headers }))
        // Shown again after a redirect, with its error: that nothing was taken is seen below.
        if ((status < 400 && status !== 302) || status >= 500) complaints.push(`${what}, ${how}: ${status}`)
      }
    }
    assert.deepEqual(complaints, [])
    assert.equal(tmpdir(), folder)
    assert.deepEqual(readdirSync(folder), [])
    assert.equal(await filesKept(), before.files)
    assert.deepEqual(changedTables(before.print, await databasePrint()), [])
  })

  test('sent by nobody to any address leave nothing behind either', async ({ assert }) => {
    const before = await databasePrint()
    const complaints: string[] = []
    const targets = Object.values(router.toJSON())
      .flat()
      .flatMap(({ methods, pattern }) =>
        methods.filter((method) => !['GET', 'HEAD'].includes(method)).map((method) => ({ method, pattern }))
      )
    for (const { method, pattern } of targets) {
      const path = pattern.replace(/:\w+/g, () => newId())
      const headers = { 'content-type': TYPES['with its boundary'] }
      const status = await sent(() => send({ method, path, body: BODIES['a file'], headers }))
      if ((status < 400 && status !== 302) || status >= 500) complaints.push(`${method} ${pattern}: ${status}`)
    }
    assert.isAbove(targets.length, 60)
    assert.deepEqual(complaints, [])
    assert.deepEqual(readdirSync(folder), [])
    assert.deepEqual(changedTables(before, await databasePrint()), [])
  })

  test('notices of no provider, unsigned or unreadable, are refused and not kept', async ({ assert }) => {
    const before = await databasePrint()
    const complaints: string[] = []
    for (const provider of ['sandbox', 'nobody', '__proto__', '%00', 'constructor']) {
      for (const body of ['{}', '{"a":', '[]', '', '\0', JSON.stringify({ id: 'a\0b' }), '['.repeat(50_000), 'x'.repeat(3_000_000)]) {
        const { status } = await send({ method: 'POST', path: `/webhooks/payments/${provider}`, body })
        if (status < 400 || status >= 500) complaints.push(`${provider} ${body.slice(0, 20)}: ${status}`)
      }
    }
    assert.deepEqual(complaints, [])
    assert.deepEqual(changedTables(before, await databasePrint()), [])
  })
})
