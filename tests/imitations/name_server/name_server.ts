import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'

const HEADER = 12
const TXT = 16
const NAME_ERROR = 3

/** A name server on this machine that knows TXT records only (RFC 1035): answers, unknown names, and silence. */
export class NameServer {
  readonly records = new Map<string, string[]>()
  isSilent = false
  #socket: Socket = createSocket('udp4')

  async start(): Promise<string> {
    this.#socket.on('message', (question, { port, address }) => {
      if (!this.isSilent) this.#socket.send(this.#answer(question), port, address)
    })
    this.#socket.bind(0, '127.0.0.1')
    await once(this.#socket, 'listening')
    return `127.0.0.1:${this.#socket.address().port}`
  }

  stop = () => void this.#socket.close()

  #answer(question: Buffer): Buffer {
    const [name, end] = readName(question)
    const texts = this.records.get(name.toLowerCase())
    const head = Buffer.from(question.subarray(0, HEADER))
    head.writeUInt16BE(texts ? 0x8180 : 0x8180 | NAME_ERROR, 2)
    head.writeUInt16BE(texts?.length ?? 0, 6)
    head.writeUInt32BE(0, 8)
    return Buffer.concat([head, question.subarray(HEADER, end + 4), ...(texts ?? []).map(record)])
  }
}

function readName(message: Buffer): [string, number] {
  const labels: string[] = []
  let at = HEADER
  while (message[at] !== 0) {
    labels.push(message.toString('ascii', at + 1, at + 1 + message[at]))
    at += 1 + message[at]
  }
  return [labels.join('.'), at + 1]
}

/** Texts longer than 255 bytes are sent in pieces. */
function record(text: string): Buffer {
  const bytes = Buffer.from(text)
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 255) pieces.push(Buffer.from([Math.min(255, bytes.length - at)]), bytes.subarray(at, at + 255))
  const data = Buffer.concat(pieces)
  const fixed = Buffer.alloc(12)
  fixed.writeUInt16BE(0xc000 | HEADER, 0)
  fixed.writeUInt16BE(TXT, 2)
  fixed.writeUInt16BE(1, 4)
  fixed.writeUInt32BE(60, 6)
  fixed.writeUInt16BE(data.length, 10)
  return Buffer.concat([fixed, data])
}
