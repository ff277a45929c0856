import { inject } from '@adonisjs/core'
import config from '#config/passkeys'
import { KeepPasskey, type KeptPasskey } from '#identity/passkeys/actions/keep_passkey'
import { PasskeyRefused } from '#identity/passkeys/exceptions'
import { listPasskeys } from '#identity/passkeys/list_passkeys'
import { challengeIn, readCredential } from '#identity/passkeys/read_credential'
import { newChallenge, takeChallenge } from '#identity/passkeys/challenges'
import type { ChallengeFor } from '#identity/passkeys/challenge_for'
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import type { HttpContext } from '@adonisjs/core/http'

/** Asks a browser for a new passkey, and keeps what it answers when challenge, origin and site are ours. */
@inject()
export class RegisterPasskey {
  constructor(private readonly keepPasskey: KeepPasskey) {}

  /** What `navigator.credentials.create()` takes: a passkey the authenticator finds by itself and opens only to its owner. */
  async options(ctx: HttpContext) {
    const { generateRegistrationOptions } = await import('@simplewebauthn/server')
    const user = ctx.user!
    ctx.response.header('Cache-Control', 'no-store')
    return generateRegistrationOptions({
      rpName: config.name,
      rpID: config.id,
      userID: new Uint8Array(Buffer.from(user.id)),
      userName: user.email,
      userDisplayName: user.fullName,
      challenge: new Uint8Array(Buffer.from(newChallenge(ctx, purposeOf(ctx)), 'base64url')),
      attestationType: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: (await listPasskeys(user.id)).map(({ credential_id: id, transports }) => ({ id, transports })),
    })
  }

  /** Throws `PasskeyRefused`. */
  async handle(ctx: HttpContext, { credential, name }: { credential: string; name: string }): Promise<KeptPasskey> {
    const response = readCredential<RegistrationResponseJSON>(credential)
    const challenge = await takeChallenge(ctx, purposeOf(ctx), response && challengeIn(response))
    const registered = challenge && response && (await verify(response, challenge))
    if (!registered) throw new PasskeyRefused(ctx)
    const { id, publicKey, counter, transports } = registered.credential
    return this.keepPasskey.handle({
      actor: ctx.actor,
      name,
      credentialId: id,
      publicKey,
      counter,
      transports: (transports ?? []).filter((transport) => /^[a-z-]{1,20}$/.test(transport)).slice(0, 10),
      isSynced: registered.credentialBackedUp,
    })
  }
}

const purposeOf = ({ user }: HttpContext): ChallengeFor => ({ purpose: 'register', userId: user!.id })

async function verify(response: RegistrationResponseJSON, challenge: string) {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: config.origin,
    expectedRPID: config.id,
    requireUserVerification: true,
  }).catch(() => null)
  return verified?.verified ? verified.registrationInfo : null
}
