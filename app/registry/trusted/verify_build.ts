import { decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose'
import { inject } from '@adonisjs/core'
import { appUrl } from '#config/app'
import { Clock } from '#core/clock'
import { identifyBuild, isOfStrangers, type BuildIdentity } from '#registry/trusted/build_identity'
import { IssuerKeys } from '#registry/trusted/issuer_keys'
import { Issuers, type TrustedIssuer } from '#registry/trusted/issuers'
import { TrustedPublishingRefused, type Refusal } from '#registry/trusted/exceptions'

/** Clocks differ; what is good this much longer is remembered this much longer. */
const LEEWAY_SECONDS = 30
const MOST_AGE_SECONDS = 3_600
/** Those with a public and a private half: a public key is never a secret to sign with. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256']

export type VerifiedBuild = TrustedIssuer & { build: BuildIdentity; jti: string; rememberUntil: Date }

/** What a build has to ask its issuer to make the token for. */
export const buildAudience = (): string => new URL(appUrl).host

/** Checks a token of OpenID Connect with which a build says who it is. Throws `TrustedPublishingRefused` (403). */
@inject()
export class VerifyBuild {
  constructor(
    private readonly issuers: Issuers,
    private readonly keys: IssuerKeys
  ) {}

  async handle(token: string): Promise<VerifiedBuild> {
    const trusted = await this.issuers.find(issuerOf(token))
    if (!trusted) throw new TrustedPublishingRefused('issuer')
    const claims = await this.#verified(token, trusted.issuer)
    if (isOfStrangers(claims)) throw new TrustedPublishingRefused('event')
    const build = identifyBuild(trusted.provider, claims)
    if (!build || typeof claims.jti !== 'string' || !claims.jti) throw new TrustedPublishingRefused('claims')
    return { ...trusted, build, jti: claims.jti, rememberUntil: new Date((claims.exp! + 2 * LEEWAY_SECONDS) * 1_000) }
  }

  async #verified(token: string, issuer: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.keys.of(issuer), {
        ...{ issuer, audience: buildAudience(), algorithms: ALGORITHMS, clockTolerance: LEEWAY_SECONDS },
        maxTokenAge: MOST_AGE_SECONDS,
        currentDate: Clock.now().toJSDate(),
        requiredClaims: ['sub', 'exp', 'iat', 'jti'],
      })
      return payload
    } catch (error) {
      throw error instanceof TrustedPublishingRefused ? error : new TrustedPublishingRefused(refusalOf(error))
    }
  }
}

function issuerOf(token: string): unknown {
  try {
    return decodeJwt(token).iss
  } catch {
    throw new TrustedPublishingRefused('malformed')
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return 'expired'
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'audience'
    return ['nbf', 'iat', 'exp'].includes(error.claim) ? 'expired' : 'claims'
  }
  return 'signature'
}
