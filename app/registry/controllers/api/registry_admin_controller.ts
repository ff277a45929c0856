import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { readAdminStats } from '#registry/queries/registry_figures'
import { snakeKeys } from '#registry/wire/casing'
import { VerifyPlugin } from '#registry/actions/verify_plugin'
import { verifyValidator } from '#registry/validators/review_validator'
import type { HttpContext } from '@adonisjs/core/http'

/** What administrators do and see by program. Snake case for every client, as these routes always were. */
@inject()
export default class RegistryAdminController {
  constructor(private readonly verifyPlugin: VerifyPlugin) {}

  async verify({ access, actor, params, request, response }: HttpContext) {
    if (!access.can('registry.verify')) throw new Forbidden()
    const { verified } = await verifyValidator.validate(snakeKeys(request.body()))
    const { name, verifiedAt, serial } = await this.verifyPlugin.handle({ actor, plugin: params.name as string, isVerified: verified })
    return response.json({
      success: true,
      plugin_name: name,
      verified,
      verified_at: verifiedAt?.toISOString() ?? null,
      message: verified ? `Plugin ${name} is verified` : `Plugin ${name} is no longer verified`,
      serial,
    })
  }

  async stats({ access, response }: HttpContext) {
    if (!access.can('registry.statistics')) throw new Forbidden()
    return response.json(await readAdminStats())
  }
}
