import app from '@adonisjs/core/services/app'
import { localized } from '#runtime/manifest/plugin_manifest'
import { blockHook } from '#runtime/blocks/block_hook'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import type { HttpContext } from '@adonisjs/core/http'
import type { PaletteHit, PanelBlock } from '#core/panels/panel_entry'
import type { PanelOfBlocks } from '#runtime/blocks/find_block'

/** The id of a block's element on every page that shows it. */
export const blockElementId = (installationId: string, block: string): string => `block-${installationId}-${block}`

export const blockUrl = (panel: PanelOfBlocks, installationId: string, block: string): string =>
  `/${panel}/plugins/${installationId}/blocks/${block}`

/** The blocks a reader may see in a panel, from memory: no page waits for a plugin, nor for the question whether there is one. */
export async function listBlocks({ access, i18n }: HttpContext, panel: PanelOfBlocks): Promise<PanelBlock[]> {
  const tenantId = panel === 'seller' ? access.tenantId : null
  const mayLook = panel === 'seller' ? tenantId !== null && access.can('runtime.view') : access.can('runtime.operate')
  if (!mayLook) return []
  const enabled = await app.container.make(EnabledInstallations)
  const installations = await enabled.for(blockHook.id, tenantId === null ? [] : [tenantId])
  return installations
    .filter((installation) => installation.tenantId === tenantId)
    .flatMap(({ id, manifest, pluginName }) =>
      (manifest.blocks ?? [])
        .filter((block) => block.panel === panel)
        .map(({ name, title, place }) => ({
          ...{ id: blockElementId(id, name), place, url: blockUrl(panel, id, name) },
          ...{ title: localized(title, i18n.locale), plugin: localized(manifest.name ?? pluginName, i18n.locale) },
        }))
    )
}

const HITS = 5

/** Blocks by their titles, for the palette. */
export async function findBlocks(ctx: HttpContext, text: string): Promise<PaletteHit[]> {
  const found = [...(await listBlocks(ctx, 'seller')), ...(await listBlocks(ctx, 'operator'))]
  const wanted = text.toLocaleLowerCase(ctx.i18n.locale)
  return found
    .filter(({ title, plugin }) => `${title} ${plugin}`.toLocaleLowerCase(ctx.i18n.locale).includes(wanted))
    .slice(0, HITS)
    .map(({ title, plugin, url }) => ({ label: title, hint: plugin, icon: 'puzzle', url }))
}
