import { createHash } from 'node:crypto'
import { BUNDLE_LIMITS, BundleProblem, type BundleLine } from '#registry/bundles/format/bundle_lines'

export interface NumberedLine {
  line: BundleLine
  number: number
  /** Of all that was read before this line. */
  sha256Before: string
}

const KINDS = ['rialto-bundle', 'version', 'bytes', 'log', 'end']
const NEW_LINE = 0x0a

/** The lines of a bundle, one at a time: neither a line nor the whole is read beyond its limit. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<NumberedLine> {
  const hash = createHash('sha256')
  let number = 0
  for await (const text of splitLines(chunks)) {
    number++
    yield { line: parse(text, number), number, sha256Before: hash.copy().digest('hex') }
    hash.update(text).update('\n')
  }
}

async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let [parts, length, whole]: [Buffer[], number, number] = [[], 0, 0]
  for await (const chunk of chunks) {
    whole += chunk.length
    if (whole > BUNDLE_LIMITS.bundle_bytes) throw new BundleProblem(`It has more than ${BUNDLE_LIMITS.bundle_bytes} bytes`)
    let from = 0
    for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, from)) {
      yield Buffer.concat([...parts, chunk.subarray(from, at)])
      ;[parts, length] = [[], 0]
      from = at + 1
    }
    parts.push(Buffer.from(chunk.subarray(from)))
    length += chunk.length - from
    if (length > BUNDLE_LIMITS.line_bytes) throw new BundleProblem(`A line has more than ${BUNDLE_LIMITS.line_bytes} bytes`)
  }
  if (length) throw new BundleProblem('It is cut off in the middle of a line')
}

function parse(text: Buffer, number: number): BundleLine {
  try {
    const line = JSON.parse(text.toString('utf8')) as BundleLine | null
    if (line && KINDS.includes(line.kind)) return line
  } catch {
    // said below
  }
  throw new BundleProblem('This is not a line of a bundle', number)
}
