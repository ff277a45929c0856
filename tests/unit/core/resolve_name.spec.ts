import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { pbkdf2 } from 'node:crypto'
import { Resolver } from 'node:dns/promises'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import { OutboundFailed, OutboundRefused } from '#core/outbound/exceptions'
import { OutboundHttp } from '#core/outbound/outbound_http'
import { resolveByDns } from '#core/outbound/resolve_name'
import type { LookupAddress } from 'node:dns'

const A = 1

/** A name server that answers every question of type A with one address, or says nothing at all. */
async function nameServer(address: string | null) {
  const socket = createSocket('udp4')
  let asked = 0
  socket.on('message', (query, { port }) => {
    asked++
    if (address === null) return
    const question = query.subarray(12, query.indexOf(0, 12) + 5)
    const isA = question.readUInt16BE(question.length - 4) === A
    const head = Buffer.from([query[0]!, query[1]!, 0x81, 0x80, 0, 1, 0, isA ? 1 : 0, 0, 0, 0, 0])
    const answer = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)])
    socket.send(Buffer.concat(isA ? [head, question, answer] : [head, question]), port)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const resolver = new Resolver({ timeout: 3_000, tries: 1 })
  resolver.setServers([`127.0.0.1:${socket.address().port}`])
  return { resolve: resolveByDns(resolver), close: () => void socket.close(), asked: () => asked }
}

const addressesOf = (resolve: ReturnType<typeof resolveByDns>, host: string) =>
  new Promise<LookupAddress[]>((done, fail) => resolve(host, {}, (error, addresses) => (error ? fail(error) : done(addresses))))

test.group('Names of outbound requests', () => {
  test('are asked of name servers, and what they say is judged when it connects', async ({ assert, cleanup }) => {
    const server = await nameServer('10.1.2.3')
    cleanup(server.close)
    assert.deepEqual(await addressesOf(server.resolve, 'inner.example.com'), [{ address: '10.1.2.3', family: 4 }])
    const http = new OutboundHttp([], server.resolve)
    await assert.rejects(() => http.request('https://inner.example.com/'), OutboundRefused.message)
  })

  test('a name server that says nothing holds up nobody but who asked', async ({ assert, cleanup }) => {
    const server = await nameServer(null)
    cleanup(server.close)
    const http = new OutboundHttp([], server.resolve)
    let waiting = 16
    const calls = Array.from({ length: waiting }, async (_, index) => {
      await assert.rejects(() => http.request(`https://slow-${index}.example.com/`), OutboundFailed.message)
      waiting--
    })
    // Needs one of the process's few threads: the system's way would have taken all of them.
    await promisify(pbkdf2)('password', 'salt', 1, 32, 'sha256')
    assert.equal(waiting, 16)
    await Promise.all(calls)
    assert.isAtLeast(server.asked(), 16)
  })
})
