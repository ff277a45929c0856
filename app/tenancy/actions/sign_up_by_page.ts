import { inject } from '@adonisjs/core'
import { RegisterQuietly } from '#identity/actions/register_quietly'
import RegisterAccount, { type RegisterAccountInput } from '#tenancy/actions/register_account'

/** A registration by page. Answers the new account's id, null where there was one: it looks the same from outside. */
@inject()
export default class SignUpByPage {
  constructor(
    private readonly registerAccount: RegisterAccount,
    private readonly quietly: RegisterQuietly
  ) {}

  async handle(input: Omit<RegisterAccountInput, 'mustConfirm'>): Promise<string | null> {
    return this.quietly.handle(input.email, async () => {
      const { user } = await this.registerAccount.handle({ ...input, mustConfirm: true })
      return user
    })
  }
}
