import { inject } from '@adonisjs/core'
import { InvalidCredentials } from '#identity/exceptions'
import { SecondFactor } from '#identity/second_factor/second_factor'
import { TwoFactorRequired } from '#identity/tokens/exceptions'
import { IssueTokens, type IssuedTokens } from '#identity/tokens/issue_tokens'
import { assertStillStands } from '#identity/sign_in/assert_still_stands'
import RecordSignIn, { type SignInRecord } from '#identity/actions/record_sign_in'
import VerifyCredentials from '#identity/actions/verify_credentials'
import type { Actor } from '#core/actor'
import type { Surface } from '#identity/tokens/surfaces'
import type { Client } from '#identity/tokens/refresh_tokens'
import type User from '#identity/models/user'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type ApiSignIn = {
  actor: Actor
  client: Client & { ip: string }
  surface: Surface
  email: string
  password: string
  twoFactorCode: string | null
}

/** A program's sign-in: password, the second factor where the account has one, the surface's hat. */
@inject()
export class SignInByApi {
  constructor(
    private readonly verifyCredentials: VerifyCredentials,
    private readonly secondFactor: SecondFactor,
    private readonly issueTokens: IssueTokens,
    private readonly recordSignIn: RecordSignIn
  ) {}

  async handle({ actor, client, surface, email, password, twoFactorCode }: ApiSignIn): Promise<IssuedTokens> {
    const user = await this.verifyCredentials.handle({ email, password, ip: client.ip })
    const methods = await this.#proofs(user, twoFactorCode, client.ip)
    const record = { actor, user, door: 'api' as const, methods, device: { deviceToken: null, userAgent: client.userAgent } }
    return this.issueTokens.forUser(user.id, client, { surface, record: (trx) => this.#record(trx, record) })
  }

  async #record(trx: TransactionClientContract, record: SignInRecord) {
    await assertStillStands(trx, record.user)
    await this.recordSignIn.within(trx, record)
  }

  async #proofs(user: User, code: string | null, ip: string): Promise<string[]> {
    if (!(await this.secondFactor.isDemanded(user, { method: 'password', deviceToken: null }))) return ['password']
    if (!code) throw new TwoFactorRequired()
    if (!(await this.secondFactor.check(user, code, ip))) throw new InvalidCredentials()
    return ['password', 'second_factor']
  }
}
