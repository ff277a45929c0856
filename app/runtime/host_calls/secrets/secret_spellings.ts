/** Cores of fewer characters would match by chance. */
const MIN_CORE = 4

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  ...{ '"': '\\"', '\\': '\\\\', '/': '\\/', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t' },
}
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', ' ': '+' }

/** Patterns over bytes (one character for one byte) that find a secret in every spelling that is usual. */
export function patternsOf(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8')
  const wide = Buffer.from(value, 'utf16le')
  const literal = [bytes.toString('base64'), bytes.toString('base64url'), ...base64Cores(bytes), latin1(wide), latin1(swapped(wide))]
  return [[...value].map(eitherWay).join(''), anyCase(bytes.toString('hex')), ...literal.map((text) => RegExp.escape(text))]
}

/** One character as it is, percent-encoded, escaped for JSON or as an entity: escapers differ in what they leave alone. */
function eitherWay(character: string): string {
  const bytes = Buffer.from(character, 'utf8')
  const percent = [...bytes].map((byte) => `%${anyCase(hex(byte, 2))}`).join('')
  const units = character.split('').map((unit) => `\\\\u${anyCase(hex(unit.charCodeAt(0), 4))}`)
  const code = character.codePointAt(0)!
  const given = [SHORT_ESCAPES[character], ENTITIES[character], latin1(bytes)].filter((text) => text !== undefined)
  const entity = `&#(?:0*${code}|[xX]0*${anyCase(code.toString(16))});`
  return `(?:${[percent, units.join(''), entity, ...given.map((text) => RegExp.escape(text))].join('|')})`
}

/** Three places in base64 are possible; the characters at the edges depend on what stands beside and are left out. */
function base64Cores(bytes: Buffer): string[] {
  const cores = [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const isWhole = (offset + bytes.length) % 3 === 0
    const core = encoded.slice(offset === 0 ? 0 : offset + 1, isWhole ? undefined : -1)
    return core.length < MIN_CORE ? [] : [core]
  })
  return [...cores, ...cores.map((core) => core.replaceAll('+', '-').replaceAll('/', '_'))]
}

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0')

const anyCase = (digits: string): string => digits.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)

const latin1 = (bytes: Buffer): string => bytes.toString('latin1')

const swapped = (wide: Buffer): Buffer => Buffer.from(wide).swap16()
