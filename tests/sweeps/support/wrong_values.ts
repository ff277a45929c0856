import { gzipSync } from 'node:zlib'

/** Readers of JSON drop such keys: what is left is an empty object. */
export const PROTOTYPE = JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}') as object

/** What a program or a person with time may send in place of the value that is meant. */
export const WRONG_VALUES: Record<string, unknown> = {
  'null': null,
  'a word': 'word',
  'blanks': '   ',
  'a negative number': -1,
  'half a number': 1.5,
  'more than fits': 1e300,
  'more than a safe integer': Number.MAX_SAFE_INTEGER + 1,
  'a number as text': '12345678901234567890',
  'NaN as text': 'NaN',
  'true': true,
  'an empty list': [],
  'a list of lists': [[['x']]],
  'a list of 10,000': Array.from({ length: 10_000 }, () => 'x'),
  'an object': { a: { b: 1 } },
  'a huge text': 'x'.repeat(200_000),
  'a NUL within': 'before\0after',
  'control characters': 'a\u0001\u001b[31m\u0008b',
  'half a character': 'a\ud800b',
  'half a character as a key': { '\udc00': 1 },
  'a NUL as a key': { 'a\0b': 'x' },
  'text turned around': '\u202e\u0301😀',
  'a piece of SQL': `'; drop table users; --`,
  'somebody else’s prototype': PROTOTYPE,
  'a deep nest': nest(2_000),
}

/** The same for the query string, already encoded. */
export const WRONG_QUERY_VALUES = [
  '',
  '0',
  '-1',
  '1e9',
  '1.5',
  'abc',
  'NaN',
  'null',
  '1,2',
  '%00',
  'a%00b',
  '%01%1b',
  '%ED%A0%80',
  '%E0%A4%A',
  '%',
  '%27%3B%20drop%20table%20users%3B--',
  '9999-99-99',
  '9223372036854775808',
  'x'.repeat(6_000),
]

/** Ways to write one parameter that turn it into something else. */
export const WRONG_QUERY_SHAPES = (name: string) => [
  `${name}[]=1`,
  `${name}[]=`,
  `${name}[a]=1`,
  `${name}[a][b][c][d][e][f][g]=1`,
  `${name}=1&${name}=2`,
  `${name}[__proto__]=1`,
  `${name}[100000]=1`,
  `${name}.a=1`,
  Array.from({ length: 200 }, (_, at) => `${name}[${at}]=x`).join('&'),
]

const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Cursors this server never made: garbage, and the shapes of other lists. */
export const WRONG_CURSORS = [
  'garbage',
  '!!!',
  cursorOf({}),
  cursorOf('x'),
  cursorOf([]),
  cursorOf([[]]),
  ...[1, 2, 3, 4].flatMap((length) => [
    cursorOf(Array.from({ length }, () => 'x')),
    cursorOf(Array.from({ length }, () => 1e300)),
    cursorOf(Array.from({ length }, () => true)),
    cursorOf(Array.from({ length }, () => 'a\0b')),
    cursorOf(Array.from({ length }, () => '9999999-01-01')),
  ]),
  cursorOf(nest(500)),
]

export const WRONG_PATH_VALUES = [
  'not-a-uuid',
  '0',
  '-1',
  '99999999999999999999',
  'null',
  'undefined',
  '%00',
  'a%00b',
  '%E0%A4%A',
  '%ED%A0%80',
  '%',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  "'%20or%20'1'='1",
  '%F0%9F%98%80',
  '__proto__',
  'constructor',
  '00000000-0000-0000-0000-000000000000',
  'x'.repeat(4_000),
]

/** Bodies that are no JSON object. */
export const BROKEN_BODIES: Record<string, string | Uint8Array> = {
  'half an object': '{"a":',
  'no quotes': '{a:1}',
  'a trailing comma': '{"a":1,}',
  'a list': '[1,2]',
  'a list of objects': '[{"a":1}]',
  'a word': '"word"',
  'a number': '42',
  'null': 'null',
  'a blank': ' ',
  'bytes that are no text': new Uint8Array([0xff, 0xfe, 0x7b, 0x7d]),
  'an open nest': '['.repeat(100_000),
  'a closed nest': `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  'a nest of objects': '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000),
}

const form = (body: object) => new URLSearchParams(Object.entries(body).map(([name, value]) => [name, String(value)])).toString()

const multipart = (body: object) =>
  Object.entries(body)
    .map(([name, value]) => `--limit\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${String(value)}\r\n`)
    .join('') + '--limit--\r\n'

const typed = (type: string, write: (body: object) => string | Uint8Array) => (body: object) => ({
  body: write(body),
  headers: { 'content-type': type },
})

/** Made once: packing tens of megabytes for every operation took longer than asking all of them. */
const MORE_THAN_IS_TAKEN = JSON.stringify({ a: 'x'.repeat(2_200_000) })
const PACKED_MORE_THAN_IS_TAKEN = gzipSync(JSON.stringify({ a: 'x'.repeat(40_000_000) }))

/** A good body in a wrapping that nobody asked for, or more of it than is taken. */
export const UNREADABLE_BODIES: Record<string, (body: object) => { body: string | Uint8Array; headers?: Record<string, string> }> = {
  'JSON as text': typed('text/plain', JSON.stringify),
  'JSON as XML': typed('application/xml', JSON.stringify),
  'JSON as bytes': typed('application/octet-stream', JSON.stringify),
  'JSON as nothing known': typed('x/y', JSON.stringify),
  'JSON as no type at all': typed('%', JSON.stringify),
  'JSON said to be packed': (body) => ({
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  }),
  'JSON packed by nobody': (body) => ({
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'content-encoding': 'zstd9' },
  }),
  'a form': typed('application/x-www-form-urlencoded', form),
  'a multipart form': typed('multipart/form-data; boundary=limit', multipart),
  'a multipart form without its boundary': typed('multipart/form-data', multipart),
  'a multipart form cut short': typed('multipart/form-data; boundary=limit', (body) => multipart(body).slice(0, 60)),
  'more than is taken': () => ({ body: MORE_THAN_IS_TAKEN }),
  'more than is taken, packed': () => ({
    body: PACKED_MORE_THAN_IS_TAKEN,
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  }),
}

function nest(depth: number): unknown {
  let value: unknown = 'core'
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value }
  return value
}
