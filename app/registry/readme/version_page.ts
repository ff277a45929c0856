import db from '@adonisjs/lucid/services/db'
import { sqlRows, sqlRun } from '#core/database/sql'
import { renderMarkdown, RENDERER } from '#registry/readme/render_markdown'
import { readTexts, type VersionTexts } from '#registry/readme/version_texts'

/** Readme and changelog as HTML. Rendered when the version is published, and anew after the renderer changed: no page renders again. */
export async function readVersionPage(versionId: string): Promise<VersionTexts> {
  const [page] = await sqlRows<VersionTexts>(db, 'select readme, changelog from version_pages where version_id = ? and renderer = ?', [
    versionId,
    RENDERER,
  ])
  return page ?? renderVersionPage(versionId)
}

/** Whoever comes first keeps it; two at once keep the same. */
export async function renderVersionPage(versionId: string): Promise<VersionTexts> {
  const { readme, changelog } = await readTexts(db, versionId)
  const page = { readme: readme && renderMarkdown(readme), changelog: changelog && renderMarkdown(changelog) }
  await sqlRun(
    db,
    `insert into version_pages as p (version_id, renderer, readme, changelog) values (?, ?, ?, ?)
     on conflict (version_id) do update set renderer = excluded.renderer, readme = excluded.readme, changelog = excluded.changelog
      where p.renderer <> excluded.renderer`,
    [versionId, RENDERER, page.readme, page.changelog]
  )
  return page
}
