import { CategoryTree } from '#catalog/category_tree'
import { rootLinks } from '#catalog/product_cards'
import type { HttpContext } from '@adonisjs/core/http'
import type { ShopCategory } from '#core/panels/panel_entry'

/** The first level of categories, for the shop's header. */
export async function shopMenu({ containerResolver, i18n }: HttpContext): Promise<ShopCategory[]> {
  const tree = await containerResolver.make(CategoryTree)
  return rootLinks(await tree.forest(), i18n.locale).map(({ name, url }) => ({ label: name, url }))
}
