import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import { OutboundHttp } from '#core/outbound/outbound_http'
import { HttpSmsGateway } from '#identity/sms/http_sms_gateway'

test('a gateway is given number and text with our token; a refusal is an error, so that the job tries again', async ({
  assert,
  cleanup,
}) => {
  const got: { authorization?: string; body: unknown }[] = []
  let status = 200
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      got.push({ authorization: request.headers.authorization, body: JSON.parse(body) as unknown })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const http = new OutboundHttp([{ host: '127.0.0.1', port }])
  cleanup(async () => {
    await http.close()
    server.close()
  })
  const gateway = new HttpSmsGateway(http, `http://127.0.0.1:${port}/send`, 'our token')

  await gateway.send({ to: '+79161234567', text: '123456' })
  assert.deepEqual(got, [{ authorization: 'Bearer our token', body: { to: '+79161234567', text: '123456' } }])
  status = 503
  await assert.rejects(() => gateway.send({ to: '+79161234567', text: '123456' }), /503/)
})
