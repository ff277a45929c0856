import { createServer, type Socket } from 'node:net'
import { once } from 'node:events'
import mail from '@adonisjs/mail/services/main'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { test } from '@japa/runner'
import { newId } from '#core/ids'

/** An SMTP server as far as sending one mail goes (RFC 5321): keeps what it was given. */
async function startSmtp() {
  const { hostname, port } = new URL(env.get('SMTP_URL')!.release())
  const received: string[] = []
  const server = createServer((socket) => converse(socket, received)).listen(Number(port), hostname)
  await once(server, 'listening')
  return { received, stop: () => void server.close() }
}

function converse(socket: Socket, received: string[]) {
  let [isData, text] = [false, '']
  socket.on('error', () => {})
  socket.write('220 imitation ESMTP\r\n')
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    if (isData) {
      text += chunk
      if (!text.endsWith('\r\n.\r\n')) return
      received.push(text)
      isData = false
      return void socket.write('250 kept\r\n')
    }
    for (const line of chunk.split('\r\n').filter(Boolean)) {
      if (/^EHLO/i.test(line)) socket.write('250-imitation\r\n250 8BITMIME\r\n')
      else if (/^DATA/i.test(line)) {
        isData = true
        text = ''
        socket.write('354 go on\r\n')
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
      else socket.write('250 ok\r\n')
    }
  })
}

test.group('Mail', () => {
  const send = (mailer: 'sink' | 'smtp', subject: string) =>
    mail.use(mailer).send((message) => {
      message.to('ёж@example.test'.replace('ёж', 'hedgehog'), 'Ёж').subject(subject).text('Привет из Риальто')
    })

  test('the sink keeps a mail for the operator', async ({ assert }) => {
    const subject = `Sink ${newId()}`
    await send('sink', subject)
    const kept = await db.from('mailbox').where('subject', subject).firstOrFail()
    assert.include(kept, { recipient: 'hedgehog@example.test', text: 'Привет из Риальто' })
  })

  test('SMTP hands the same mail to a server', async ({ assert, cleanup }) => {
    const { received, stop } = await startSmtp()
    cleanup(stop)
    const subject = `Smtp ${newId()}`
    await send('smtp', subject)
    assert.lengthOf(received, 1)
    assert.include(received[0], subject)
    assert.include(received[0], 'hedgehog@example.test')
  })
})
