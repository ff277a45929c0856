/** Cores of fewer characters would match by chance. */
const MIN_CORE = 4

/** A secret as encoders write it that take its bytes apart: base64 wherever it stands in what was encoded, and UTF-16. */
export function encodedForms(secret: Buffer): Buffer[] {
  const wide = Buffer.from(secret.toString('utf8'), 'utf16le')
  const texts = [secret.toString('base64'), secret.toString('base64url'), ...base64Cores(secret)]
  return [...texts.map((text) => Buffer.from(text)), wide, Buffer.from(wide).swap16()]
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
