import { localized } from '#runtime/manifest/plugin_manifest'
import { markMatches, type TextPart } from '#registry/search/mark_matches'
import { readDisplayTexts } from '#registry/queries/read_display_texts'
import type { PluginRow } from '#registry/queries/registry_rows'

export type Described = { row: PluginRow; version: string; title: TextPart[]; description: TextPart[] }

/** What a list shows of plugins in the reader's language, with the words that matched apart. Two statements for a page. */
export async function describeResults(
  rows: PluginRow[],
  { locale, matched }: { locale: string; matched: string | null }
): Promise<Described[]> {
  const texts = await readDisplayTexts(rows.map((row) => row.default_version_id!))
  const shown = rows.flatMap((row) => {
    const { name = row.name, description = row.description } = texts.get(row.default_version_id!) ?? {}
    return [localized(name, locale), localized(description, locale)]
  })
  const parts = await markMatches(shown, matched)
  return rows.map((row, at) => ({
    row,
    version: texts.get(row.default_version_id!)?.version ?? '',
    title: parts[at * 2] ?? [],
    description: parts[at * 2 + 1] ?? [],
  }))
}

export const plainText = (parts: TextPart[]): string => parts.map(({ text }) => text).join('')
