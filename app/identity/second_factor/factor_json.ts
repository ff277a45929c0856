import { boolean, integer, list, nullableTime, object, string, strings, time, uuid } from '#core/http/openapi/words'
import type { Passkey } from '#identity/passkeys/list_passkeys'
import type { TotpStanding } from '#identity/second_factor/totp_factors'

type Factors = {
  hasFactor: boolean
  /** Roles of the person that are worth nothing without one. */
  demandedBy: string[]
  totp: TotpStanding | null
  codesLeft: number
  passkeys: Passkey[]
}

/** What stands between a password and the account; of no factor more than its owner may see. */
export const toFactorsJson = ({ hasFactor, demandedBy, totp, codesLeft, passkeys }: Factors) => ({
  has_second_factor: hasFactor,
  is_required: demandedBy.length > 0,
  required_by_roles: demandedBy,
  authenticator: {
    is_set_up: !!totp?.confirmedAt,
    is_begun: !!totp && !totp.confirmedAt,
    set_up_at: totp?.confirmedAt?.toISOString() ?? null,
  },
  recovery_codes_left: codesLeft,
  passkeys: passkeys.map(toPasskeyJson),
})

export const toPasskeyJson = ({ id, name, is_synced: synced, is_trusted: trusted, created_at: at, last_used_at: used }: Passkey) => ({
  ...{ id, name, is_synced: synced, is_trusted: trusted },
  ...{ created_at: at.toISOString(), last_used_at: used?.toISOString() ?? null },
})

export const PASSKEY_SCHEMA = object({
  id: uuid,
  name: string,
  is_synced: { ...boolean, description: 'Whether it is synced between devices' },
  is_trusted: { ...boolean, description: 'False once its counter went back: it opens nothing any more, remove it' },
  created_at: time,
  last_used_at: nullableTime,
})

export const FACTORS_SCHEMA = object({
  has_second_factor: { ...boolean, description: 'Whether a sign-in by password asks for a second proof' },
  is_required: boolean,
  required_by_roles: { ...strings, description: 'Platform roles of the person that open nothing without a second factor' },
  authenticator: object({
    is_set_up: boolean,
    is_begun: { ...boolean, description: 'A seed waits for the code that proves it' },
    set_up_at: nullableTime,
  }),
  recovery_codes_left: integer,
  passkeys: list(PASSKEY_SCHEMA),
})

export const SEED_SCHEMA = object({
  secret: { ...string, description: 'The seed in base32; it counts for nothing until a code proved it' },
  otpauth_url: { ...string, description: 'The same for authenticator apps, as a QR code says it' },
})

const CODES = 'Ten recovery codes, each good once; shown here and never again'

export const RECOVERY_CODES_SCHEMA = object({ recovery_codes: { ...strings, description: CODES } })

/** Of a factor that was added: whoever had recovery codes keeps them. */
export const ADDED_SCHEMA = object({
  recovery_codes: { type: ['array', 'null'], items: string, description: `${CODES}; null where there are some already` },
})

export const PASSKEY_ADDED_SCHEMA = object({ passkey: PASSKEY_SCHEMA, ...ADDED_SCHEMA.properties })

export const PASSKEY_OPTIONS_SCHEMA = {
  ...object({ challenge: string, rp: { type: 'object' }, user: { type: 'object' }, pubKeyCredParams: list({ type: 'object' }) }),
  description: 'PublicKeyCredentialCreationOptionsJSON of WebAuthn',
}
