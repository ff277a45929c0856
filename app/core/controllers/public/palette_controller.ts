import vine from '@vinejs/vine'
import { listPaletteSources } from '#core/modules'
import { navigationOf, panelsOf } from '#core/panels/navigation'
import type { HttpContext } from '@adonisjs/core/http'
import type { PaletteHit } from '#core/panels/panel_entry'

const MAX_PAGES = 12

const paletteValidator = vine.create({ q: vine.string().trim().maxLength(100).optional().nullable() })

/** Ctrl/Cmd+K: pages of every panel the user may open, then things the domains find by name. */
export default class PaletteController {
  async show(ctx: HttpContext) {
    const { q } = await ctx.request.validateUsing(paletteValidator, { data: ctx.request.qs() })
    const text = q ?? ''
    const found = text.length > 1 ? await findThings(ctx, text) : []
    return ctx.view.render('core/palette', { query: text, pages: pagesMatching(ctx, text), found })
  }
}

function pagesMatching(ctx: HttpContext, text: string): PaletteHit[] {
  const wanted = text.toLocaleLowerCase(ctx.i18n.locale)
  const pages = panelsOf(ctx.access, null).flatMap((panel) =>
    navigationOf(panel.name, ctx.access, '').flatMap(({ items }) =>
      items.map((item) => ({ label: ctx.i18n.t(item.key), hint: ctx.i18n.t(`panel.${panel.name}`), icon: item.icon, url: item.url }))
    )
  )
  return pages.filter(({ label, hint }) => `${label} ${hint}`.toLocaleLowerCase(ctx.i18n.locale).includes(wanted)).slice(0, MAX_PAGES)
}

/** A source that fails is left out: the palette is a convenience. */
async function findThings(ctx: HttpContext, text: string): Promise<PaletteHit[]> {
  const answers = await Promise.allSettled(listPaletteSources().map((find) => find(ctx, text)))
  answers.forEach((answer) => answer.status === 'rejected' && ctx.logger.warn({ err: answer.reason }, 'a palette source failed'))
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
}
