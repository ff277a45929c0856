import { isId } from '#core/ids'
import { NotFound } from '#core/http/exceptions'
import { InstallationNotFound } from '#runtime/exceptions/installation_refused'
import { findInstallation, type Installation } from '#runtime/installations/installation'
import type { HttpContext } from '@adonisjs/core/http'
import type { PluginBlock } from '#runtime/manifest/plugin_manifest'

export type PanelOfBlocks = PluginBlock['panel']

/** The panel of the page that is asked for. */
export const panelOf = ({ route }: HttpContext): PanelOfBlocks => (route?.name?.startsWith('operator.') ? 'operator' : 'seller')

/** The installation in the address: a company's own in its panel, the platform's own in the operator's. */
export async function installationOf(ctx: HttpContext): Promise<Installation> {
  const id = ctx.params.id as string
  const tenantId = panelOf(ctx) === 'seller' ? ctx.access.tenantId : null
  if (!isId(id) || (panelOf(ctx) === 'seller' && tenantId === null)) throw new InstallationNotFound()
  return findInstallation({ id, tenantId })
}

/** The block in the address; of a plugin that is switched off there is none. */
export async function blockOf(ctx: HttpContext): Promise<{ installation: Installation; block: PluginBlock }> {
  const installation = await installationOf(ctx)
  const block = installation.manifest.blocks?.find(({ name, panel }) => name === ctx.params.block && panel === panelOf(ctx))
  if (!block || !installation.isEnabled) throw new NotFound()
  return { installation, block }
}
