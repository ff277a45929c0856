import { crc32 } from 'node:zlib'
import { Clock } from '#core/clock'
import { looksDrawn } from '#registry/scanning/secrets/randomness'

/** `proven` by a checksum or by what it holds; `likely` by its shape; `possible` by what stands beside it. */
export type Certainty = 'proven' | 'likely' | 'possible'

/** A kind of secret: where its `mark` stands, `shape` is matched there (sticky, bounded), and `judge` has the last word. */
export type TokenShape = {
  kind: string
  marks: readonly string[]
  shape: RegExp
  judge: (found: string, parts: RegExpExecArray) => Certainty | null
}

const drawn = (found: string): Certainty | null => (looksDrawn(found) ? 'likely' : null)
const drawnPart = (_: string, [, part = '']: RegExpExecArray) => drawn(part)

export const TOKEN_SHAPES: readonly TokenShape[] = [
  {
    kind: 'github_token',
    marks: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    shape: /gh[pousr]_([A-Za-z0-9]{36})/y,
    judge: (_, [, body = '']) => (hasChecksum(body) ? 'proven' : null),
  },
  { kind: 'github_token', marks: ['github_pat_'], shape: /github_pat_([A-Za-z0-9]{22}_[A-Za-z0-9]{59})/y, judge: drawnPart },
  {
    kind: 'npm_token',
    marks: ['npm_'],
    shape: /npm_([A-Za-z0-9]{36})(?![A-Za-z0-9])/y,
    judge: (_, [, body = '']) => (hasChecksum(body) ? 'proven' : drawn(body)),
  },
  {
    kind: 'gitlab_token',
    marks: ['glpat-', 'gldt-', 'glrt-'],
    shape: /gl(?:pat|dt|rt)-([A-Za-z0-9_-]{20})(?![A-Za-z0-9_-])/y,
    judge: drawnPart,
  },
  { kind: 'aws_key', marks: ['AKIA', 'ASIA'], shape: /A[KS]IA([A-Z2-7]{16})(?![A-Za-z0-9])/y, judge: drawnPart },
  {
    kind: 'slack_token',
    marks: ['xoxa-', 'xoxb-', 'xoxp-', 'xoxr-', 'xoxs-', 'xoxo-'],
    shape: /xox[abprso]-(?:\d{6,16}-){1,3}([A-Za-z0-9]{16,64})/y,
    judge: drawnPart,
  },
  {
    kind: 'slack_webhook',
    marks: ['hooks.slack.com/services/'],
    shape: /hooks\.slack\.com\/services\/T[A-Z0-9]{7,12}\/B[A-Z0-9]{7,12}\/([A-Za-z0-9]{24})/y,
    judge: drawnPart,
  },
  { kind: 'stripe_key', marks: ['sk_live_', 'rk_live_'], shape: /[sr]k_live_([A-Za-z0-9]{24,120})/y, judge: drawnPart },
  { kind: 'google_key', marks: ['AIza'], shape: /AIza([A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])/y, judge: drawnPart },
  { kind: 'sendgrid_key', marks: ['SG.'], shape: /SG\.([A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/y, judge: drawnPart },
  { kind: 'rialto_token', marks: ['rlt_'], shape: /rlt_([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/y, judge: drawnPart },
  {
    kind: 'private_key',
    marks: ['-----BEGIN '],
    shape: /-----BEGIN (?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\\[nr]|[^-A-Za-z0-9+/=]){1,8}([A-Za-z0-9+/=]{48,120})/y,
    judge: (_, [, body = '']) => (looksDrawn(body, 4) ? 'proven' : null),
  },
  {
    kind: 'jwt',
    marks: ['eyJ'],
    shape: /(eyJ[A-Za-z0-9_-]{8,1000})\.(eyJ[A-Za-z0-9_-]{8,3000})\.[A-Za-z0-9_-]{20,1000}/y,
    judge: (_, [, head = '', body = '']) => judgeJwt(readPart(head), readPart(body)),
  },
]

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const CHECKSUM_LENGTH = 6

/** The last six characters are the CRC-32 of the others, in base 62. */
function hasChecksum(body: string): boolean {
  let rest = crc32(body.slice(0, -CHECKSUM_LENGTH))
  let expected = ''
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    expected = BASE62[rest % 62]! + expected
    rest = Math.floor(rest / 62)
  }
  return body.endsWith(expected)
}

type Claims = Record<string, unknown>

/** The one every introduction shows is nobody's. */
const SHOWN_EVERYWHERE = '1234567890'

function judgeJwt(head: Claims | null, body: Claims | null): Certainty | null {
  if (!head || !body || typeof head.alg !== 'string' || head.alg === 'none' || body.sub === SHOWN_EVERYWHERE) return null
  const isOver = typeof body.exp === 'number' && body.exp * 1_000 < Clock.now().toMillis()
  return isOver ? 'possible' : 'likely'
}

function readPart(part: string): Claims | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return value && typeof value === 'object' && !Array.isArray(value) ? (value as Claims) : null
  } catch {
    return null
  }
}
