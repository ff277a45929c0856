const FORMAT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/
const BYTES_SEEN = 72
/** A foreign row must not be able to keep a processor busy for hours. */
const MAX_COST = 15

export const isBcrypt = (stored: string): boolean => FORMAT.test(stored)

/**
 * bcrypt looks at 72 bytes and stops at a NUL: a longer password would match by its beginning alone. Such a one is refused here;
 * its owner sets a new password by mail. Older systems that took bcrypt seriously never stored one.
 */
export async function matchesBcrypt(stored: string, plain: string): Promise<boolean> {
  const cost = Number(FORMAT.exec(stored)?.[1])
  if (!(cost <= MAX_COST) || plain.includes('\0') || Buffer.byteLength(plain) > BYTES_SEEN) return false
  const { verify } = await import('@node-rs/bcrypt')
  return verify(plain, stored)
}
