import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { Settings } from '#core/settings/settings'
import { ProveAgain } from '#identity/step_up/prove_again'
import { RecordProof } from '#identity/step_up/record_proof'
import { proofValidator } from '#identity/step_up/validators'
import { stepUpMinutes } from '#identity/step_up/settings'
import type { HttpContext } from '@adonisjs/core/http'

/** By API: marks the sign-in of the access token as proved anew. */
@inject()
export default class StepUpController {
  constructor(
    private readonly proveAgain: ProveAgain,
    private readonly recordProof: RecordProof,
    private readonly settings: Settings
  ) {}

  async store({ actor, user, request, response }: HttpContext) {
    const proof = await request.validateUsing(proofValidator)
    await this.proveAgain.handle({ ...proof, user: user!, ip: request.ip() })
    await this.recordProof.handle(actor, user!.hasSecondFactor ? 'code' : 'password')
    const minutes = await this.settings.get(stepUpMinutes)
    return response.header('Cache-Control', 'no-store').json({ proved_until: Clock.now().plus({ minutes }).toISO() })
  }
}
