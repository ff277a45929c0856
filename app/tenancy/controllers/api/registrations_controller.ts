import { inject } from '@adonisjs/core'
import { IssueTokens } from '#identity/tokens/issue_tokens'
import { clientOf } from '#identity/tokens/client_of'
import { tokenAnswer } from '#identity/tokens/token_answer'
import { registerValidator } from '#tenancy/validators/tenancy'
import RegisterAccount from '#tenancy/actions/register_account'
import type { RefreshLine } from '#identity/tokens/refresh_tokens'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class RegistrationsController {
  constructor(
    private readonly registerAccount: RegisterAccount,
    private readonly issueTokens: IssueTokens
  ) {}

  async store({ request, response, actor }: HttpContext) {
    const input = await request.validateUsing(registerValidator)
    const lines: RefreshLine[] = []
    await this.registerAccount.handle({
      actor,
      ip: request.ip(),
      email: input.email,
      password: input.password,
      username: input.username,
      fullName: input.full_name ?? input.username ?? input.company_name ?? 'User',
      companyName: input.company_name,
      locale: input.locale ?? 'en',
      also: async (trx, { user, tenant }) => {
        const owner = { userId: user.id, tenantId: tenant?.id ?? null }
        lines.push(await this.issueTokens.begin(trx, owner, clientOf(request)))
      },
    })
    const issued = await this.issueTokens.complete(lines[0])
    return response.status(201).header('Cache-Control', 'no-store').json(tokenAnswer(issued))
  }
}
