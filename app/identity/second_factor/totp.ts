import { HOTP, Secret, TOTP } from 'otpauth'

/** What every authenticator app understands; some ignore other values and show wrong codes. */
const ALGORITHM = 'SHA1'
const DIGITS = 6
const PERIOD_SECONDS = 30
/** RFC 4226 asks for 160 bits. */
const SECRET_BYTES = 20

/** Clocks of phones are off by some seconds; RFC 6238 allows one step. */
const DRIFT_STEPS = 1

export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32

/** What the QR code says. */
export const totpUri = (secret: string, account: string): string =>
  new TOTP({
    issuer: 'Rialto',
    label: account,
    secret: Secret.fromBase32(secret),
    algorithm: ALGORITHM,
    digits: DIGITS,
    period: PERIOD_SECONDS,
  }).toString()

/** The step whose code this is, now or one step beside; null for any other code. Which step it was decides whether it was used before. */
export function stepOfCode(secret: string, code: string, at: Date): number | null {
  const now = Math.floor(at.getTime() / 1000 / PERIOD_SECONDS)
  const delta = HOTP.validate({
    token: code,
    secret: Secret.fromBase32(secret),
    algorithm: ALGORITHM,
    digits: DIGITS,
    counter: now,
    window: DRIFT_STEPS,
  })
  return delta === null ? null : now + delta
}
