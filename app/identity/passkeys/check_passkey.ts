import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import config from '#config/passkeys'
import { sqlRows } from '#core/database/sql'
import { PasskeyUses } from '#identity/passkeys/passkey_uses'
import { PasskeyRefused } from '#identity/passkeys/exceptions'
import { listPasskeys } from '#identity/passkeys/list_passkeys'
import { challengeIn, readCredential } from '#identity/passkeys/read_credential'
import { newChallenge, takeChallenge } from '#identity/passkeys/challenges'
import type { ChallengeFor } from '#identity/passkeys/challenge_for'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { HttpContext } from '@adonisjs/core/http'

type Stored = { id: string; user_id: string; credential_id: string; public_key: Uint8Array<ArrayBuffer> }

/** Asks a browser to sign with a passkey, and checks what it answers: challenge, origin, site, whose it is, counter. */
@inject()
export class CheckPasskey {
  constructor(private readonly uses: PasskeyUses) {}

  /** What `navigator.credentials.get()` takes. Nobody's passkeys are named before somebody is known: the authenticator knows its own. */
  async options(ctx: HttpContext, made: ChallengeFor) {
    const { generateAuthenticationOptions } = await import('@simplewebauthn/server')
    const own = made.userId ? await listPasskeys(made.userId) : []
    ctx.response.header('Cache-Control', 'no-store')
    return generateAuthenticationOptions({
      rpID: config.id,
      challenge: Buffer.from(newChallenge(ctx, made), 'base64url'),
      userVerification: 'required',
      allowCredentials: own.map(({ credential_id: id, transports }) => ({ id, transports })),
    })
  }

  /** Answers whose passkey it is. Throws `PasskeyRefused`. */
  async handle(ctx: HttpContext, answer: string, made: ChallengeFor): Promise<string> {
    const response = readCredential<AuthenticationResponseJSON>(answer)
    const challenge = await takeChallenge(ctx, made, response && challengeIn(response))
    const passkey = response && (await this.#find(response.id))
    if (!challenge || !passkey || !isTheirs(passkey, response, made)) throw new PasskeyRefused(ctx)
    const counter = await verify(passkey, response, challenge)
    if (counter === null || !(await this.uses.record(ctx.actor, passkey, counter))) throw new PasskeyRefused(ctx)
    return passkey.user_id
  }

  async #find(credentialId: string): Promise<Stored | undefined> {
    const [passkey] = await sqlRows<Stored>(
      db,
      `select p.id, p.user_id, p.credential_id, p.public_key from passkeys p
       join users u on u.id = p.user_id and u.status = 'active' where p.credential_id = ? and p.distrusted_at is null`,
      [credentialId]
    )
    return passkey
  }
}

/** The key's own word about whose it is, where it gives one, must be ours. */
function isTheirs(passkey: Stored, { response }: AuthenticationResponseJSON, { userId }: ChallengeFor) {
  const { userHandle } = response
  if (userHandle && Buffer.from(userHandle, 'base64url').toString() !== passkey.user_id) return false
  return userId === null || passkey.user_id === userId
}

/** The key's counter; null where anything is not as it must be. The library throws for each of it. */
async function verify(passkey: Stored, response: AuthenticationResponseJSON, challenge: string): Promise<number | null> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: config.origin,
    expectedRPID: config.id,
    requireUserVerification: true,
    // The counter is compared where it is stored, so that two answers at once cannot both be the next.
    credential: { id: passkey.credential_id, publicKey: new Uint8Array(passkey.public_key), counter: 0 },
  }).catch(() => null)
  return verified?.verified ? verified.authenticationInfo.newCounter : null
}
