import { earnedBadges } from '#registry/counters/earned_badges'
import { describeResults, plainText } from '#registry/search/describe_results'
import { localized } from '#runtime/manifest/plugin_manifest'
import { SHELVES, type ShelfRow } from '#registry/discovery/queries/list_shelves'
import type { I18n } from '@adonisjs/i18n'
import type { PluginRow } from '#registry/queries/registry_rows'

/** Plugins of a list as tiles. */
export async function describeShelf(rows: PluginRow[], i18n: I18n) {
  const described = await describeResults(rows, { locale: i18n.locale, matched: null })
  return described.map(({ row, title, description }) => ({
    ...row,
    title: plainText(title),
    description: plainText(description),
    badges: earnedBadges(row),
  }))
}

/** What the marketplace shows before anybody searches; shelves with nothing on them are left out. */
export const shelvesOf = (rows: ShelfRow[], i18n: I18n) =>
  SHELVES.map((shelf) => ({
    shelf,
    title: i18n.t(`discovery.shelf_${shelf}`),
    url: { featured: null, trending: '/plugins?sort=trending', new: '/plugins?sort=new' }[shelf],
    plugins: rows
      .filter((row) => row.shelf === shelf)
      .map((row) => ({
        ...row,
        title: localized(row.title, i18n.locale),
        description: localized(row.summary, i18n.locale),
        badges: earnedBadges(row),
      })),
  })).filter(({ plugins }) => plugins.length)
