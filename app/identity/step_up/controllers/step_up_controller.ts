import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { Settings } from '#core/settings/settings'
import { CheckPasskey } from '#identity/passkeys/check_passkey'
import { apiPasskeyAnswerValidator } from '#identity/passkeys/validators'
import { ProveAgain } from '#identity/step_up/prove_again'
import { RecordProof } from '#identity/step_up/record_proof'
import { proofValidator } from '#identity/step_up/validators'
import { stepUpMinutes } from '#identity/step_up/settings'
import type { ChallengeFor } from '#identity/passkeys/challenge_for'
import type { HttpContext } from '@adonisjs/core/http'

/** By API: marks the sign-in of the access token as proved anew. */
@inject()
export default class StepUpController {
  constructor(
    private readonly proveAgain: ProveAgain,
    private readonly recordProof: RecordProof,
    private readonly checkPasskey: CheckPasskey,
    private readonly settings: Settings
  ) {}

  async store(ctx: HttpContext) {
    const { user, request } = ctx
    const proof = await request.validateUsing(proofValidator)
    await this.proveAgain.handle({ ...proof, user: user!, ip: request.ip() })
    return this.#proved(ctx, user!.hasSecondFactor ? 'code' : 'password')
  }

  passkeyOptions(ctx: HttpContext) {
    return this.checkPasskey.options(ctx, forUser(ctx))
  }

  async passkey(ctx: HttpContext) {
    const { credential } = await ctx.request.validateUsing(apiPasskeyAnswerValidator)
    await this.checkPasskey.handle(ctx, JSON.stringify(credential), forUser(ctx))
    return this.#proved(ctx, 'passkey')
  }

  async #proved({ actor, response }: HttpContext, method: 'password' | 'code' | 'passkey') {
    await this.recordProof.handle(actor, method)
    const minutes = await this.settings.get(stepUpMinutes)
    return response.header('Cache-Control', 'no-store').json({ proved_until: Clock.now().plus({ minutes }).toISO() })
  }
}

const forUser = ({ user }: HttpContext): ChallengeFor => ({ purpose: 'step_up', userId: user!.id })
