import { flags } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { serviceTokensOf, type ServiceTokenRow } from '#identity/service_tokens/queries/service_tokens'
import { toServiceTokenJson } from '#identity/service_tokens/service_token_json'
import { findCompanyId } from '#tenancy/queries/find_company_id'

type Listed = { tokens: ReturnType<typeof toServiceTokenJson>[] }
const SHOWN = 200

export default class ServiceTokenList extends PlatformCommand<Listed> {
  static commandName = 'service_token:list'
  static description = 'List the service tokens of a company, or without one of the platform, newest first'

  @flags.string({ description: 'Slug of the company; none: the platform' })
  declare company: string

  protected async perform() {
    const tokens = serviceTokensOf(await findCompanyId(this.company))
    const rows = (await tokens.orderBy('t.created_at', 'desc').orderBy('t.id', 'desc').limit(SHOWN)) as ServiceTokenRow[]
    return { tokens: rows.map(toServiceTokenJson) }
  }

  protected describe({ tokens }: Listed) {
    if (!tokens.length) return 'There are no service tokens'
    return tokens
      .map(({ id, name, prefix, status, scopes, last_used_at: used }) => {
        return `${id}  ${prefix}…  ${status}  ${name}  ${scopes.join(' ')}  ${used ? `used ${used}` : 'never used'}`
      })
      .join('\n')
  }
}
