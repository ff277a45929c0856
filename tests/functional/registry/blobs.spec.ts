import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import env from '#start/env'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { published } from '#tests/support/withdrawals'
import { waitFor } from '#tests/support/wait_for'

const origin = () => `http://${env.get('HOST')}:${env.get('PORT')}`
const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The address that a download is sent to, on this server whatever its public name. */
async function signedAddress(name: string): Promise<string> {
  const answer = await fetch(`${origin()}/api/v1/plugins/${name}/versions/1.0.0/download`, { redirect: 'manual' })
  const { pathname, search } = new URL(answer.headers.get('location')!)
  return pathname + search
}

test.group('A signed address', (group) => {
  group.each.setup(forgetCounts)

  test('gives the bytes it is named by, as a file, again to many at once, and 304 to who has them', async ({ assert }) => {
    const { name } = await published()
    const address = await signedAddress(name)
    const digest = address.split('/')[2]!
    const answers = await Promise.all(Array.from({ length: 40 }, () => fetch(origin() + address)))
    for (const answer of answers) {
      assert.equal(answer.status, 200)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      assert.equal(digestOf(bytes), digest)
      assert.equal(answer.headers.get('content-length'), String(bytes.length))
    }
    const { headers } = answers[0]!
    assert.equal(headers.get('content-type'), 'application/wasm')
    assert.equal(headers.get('content-disposition'), `attachment; filename="${name}-1.0.0.wasm"`)
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    const known = await fetch(origin() + address, { headers: { 'if-none-match': headers.get('etag')! } })
    assert.equal(known.status, 304)
    const head = await fetch(origin() + address, { method: 'HEAD' })
    assert.equal(head.headers.get('content-length'), headers.get('content-length'))
  })

  test('is worth nothing without its signature, with another, or for other bytes', async ({ assert }) => {
    const [first, second] = [await published(), await published()]
    const address = await signedAddress(first.name)
    const other = await signedAddress(second.name)
    const [path, query] = address.split('?') as [string, string]
    const digest = path.split('/')[2]!
    const strangers = [
      path,
      `${path}?signature=x`,
      `${path}?${other.split('?')[1]}`,
      `${address}&contentType=text/html`,
      `${path.replace(digest, '0'.repeat(64))}?${query}`,
      `${path.replace(digest, '..%2f..%2fsecrets')}?${query}`,
      `${path.replace(/[^/]+$/, 'page.html')}?${query}`,
    ]
    for (const stranger of strangers) assert.equal((await fetch(origin() + stranger)).status, 404, stranger)
    assert.equal((await fetch(origin() + address)).status, 200)
  })

  test('survives a reader who goes away', async ({ assert }) => {
    const { name } = await published()
    const address = await signedAddress(name)
    for (let times = 0; times < 5; times++) {
      const socket = connect(env.get('PORT'), env.get('HOST'))
      socket.on('error', () => {}).write(`GET ${address} HTTP/1.1\r\nHost: x\r\n\r\n`)
      await waitFor('the first bytes', () => Promise.resolve(socket.bytesRead > 0))
      socket.destroy()
    }
    assert.equal((await fetch(origin() + address)).status, 200)
  })
})
