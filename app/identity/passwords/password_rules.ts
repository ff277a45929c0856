import { PasswordRefused } from '#identity/exceptions'
import { isCommonPassword } from '#identity/passwords/common_passwords'
import { normalPassword } from '#identity/passwords/spellings'

const LEAST_CHARACTERS = 8
/** Sixteen times longer than anybody types; the hash's time does not depend on it. */
const MOST_CHARACTERS = 256
/** What must be left of a password without the person's own words. */
const LEAST_OF_ITS_OWN = 5

/** What anybody knows about the person; must not be the password. */
type KnownOfPerson = { email: string; fullName?: string | null; username?: string | null; companyName?: string | null }

/** Throws `PasswordRefused` (422) where a new password is too short, too long, among the first to be guessed, or the person's own name. */
export async function assertGoodPassword(plain: string, person: KnownOfPerson): Promise<void> {
  const normal = normalPassword(plain)
  const characters = [...normal].length
  if (characters < LEAST_CHARACTERS) throw new PasswordRefused('E_PASSWORD_TOO_SHORT')
  if (characters > MOST_CHARACTERS) throw new PasswordRefused('E_PASSWORD_TOO_LONG')
  if (isMadeOf(normal, person)) throw new PasswordRefused('E_PASSWORD_PERSONAL')
  if (await isCommonPassword(normal)) throw new PasswordRefused('E_PASSWORD_COMMON')
}

function isMadeOf(normal: string, { email, fullName, username, companyName }: KnownOfPerson): boolean {
  const words = [email, email.split('@')[0], fullName, username, companyName]
    .flatMap((name) => [name ?? '', ...(name ?? '').split(/[\s.@_+-]+/)])
    .map((word) => word.normalize('NFKC').toLowerCase().trim())
    .filter((word) => word.length > 2)
    .sort((left, right) => right.length - left.length)
  const text = normal.toLowerCase()
  if (!words.some((word) => text.includes(word))) return false
  return [...words.reduce((left, word) => left.replaceAll(word, ''), text)].length < LEAST_OF_ITS_OWN
}
