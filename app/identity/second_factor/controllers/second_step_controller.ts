import { inject } from '@adonisjs/core'
import { createHash } from 'node:crypto'
import User from '#identity/models/user'
import { CheckPasskey } from '#identity/passkeys/check_passkey'
import { listPasskeys } from '#identity/passkeys/list_passkeys'
import { passkeyAnswerValidator } from '#identity/passkeys/validators'
import { FinishSignIn } from '#identity/sign_in/finish_sign_in'
import { readPending, type PendingSignIn } from '#identity/sign_in/pending_sign_in'
import { FactorLimits } from '#identity/second_factor/factor_limits'
import { SecondFactor } from '#identity/second_factor/second_factor'
import { CodeRefused } from '#identity/second_factor/exceptions'
import { codeValidator } from '#identity/second_factor/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** The second step of a sign-in: a code, a recovery code or a passkey of whoever gave the first proof in this session. */
@inject()
export default class SecondStepController {
  constructor(
    private readonly secondFactor: SecondFactor,
    private readonly limits: FactorLimits,
    private readonly checkPasskey: CheckPasskey,
    private readonly finishSignIn: FinishSignIn
  ) {}

  async create(ctx: HttpContext) {
    const pending = readPending(ctx)
    if (!pending) return tooLate(ctx)
    const hasPasskey = (await listPasskeys(pending.userId)).some((passkey) => passkey.is_trusted)
    return ctx.view.render('identity/public/second_factor', { hasPasskey })
  }

  async store(ctx: HttpContext) {
    const pending = await this.#attempt(ctx)
    if (!pending) return tooLate(ctx)
    const { code } = await ctx.request.validateUsing(codeValidator)
    const user = await whoWaits(pending)
    if (!user || !(await this.secondFactor.check(user, code, ctx.request.ip()))) throw new CodeRefused()
    return this.#complete(ctx, user, { pending, proof: 'code' })
  }

  async passkeyOptions(ctx: HttpContext) {
    const pending = readPending(ctx)
    if (!pending) return ctx.response.conflict({ location: '/sign-in' })
    return this.checkPasskey.options(ctx, { purpose: 'second_factor', userId: pending.userId })
  }

  async passkey(ctx: HttpContext) {
    const pending = await this.#attempt(ctx)
    if (!pending) return tooLate(ctx)
    const { credential } = await ctx.request.validateUsing(passkeyAnswerValidator)
    await this.checkPasskey.handle(ctx, credential, { purpose: 'second_factor', userId: pending.userId })
    const user = await whoWaits(pending)
    return user ? this.#complete(ctx, user, { pending, proof: 'passkey' }) : tooLate(ctx)
  }

  async #attempt(ctx: HttpContext): Promise<PendingSignIn | null> {
    const pending = readPending(ctx)
    if (pending) await this.limits.attemptPending(createHash('sha256').update(ctx.session.sessionId).digest('base64url').slice(0, 22))
    return pending
  }

  async #complete(ctx: HttpContext, user: User, { pending, proof }: { pending: PendingSignIn; proof: 'code' | 'passkey' }) {
    const path = await this.finishSignIn.complete(ctx, { user, methods: [pending.method, proof], next: pending.next })
    return ctx.response.redirect().toPath(path)
  }
}

/** Blocked meanwhile, or signed out everywhere by a new password, nobody waits: the first proof is worth nothing any more. */
async function whoWaits({ userId, at }: PendingSignIn): Promise<User | null> {
  const user = await User.query().where('id', userId).where('status', 'active').first()
  return user && !(user.sessionsValidAfter && at < user.sessionsValidAfter.toMillis()) ? user : null
}

function tooLate({ response, session, i18n }: HttpContext) {
  session.flash('error', i18n.t('security.sign_in_took_too_long'))
  return response.redirect().toPath('/sign-in')
}
