import { appUrl } from '#config/app'
import { averageRating } from '#registry/queries/registry_figures'
import type { PluginFacts, VersionRow } from '#registry/queries/registry_rows'

/** What registry clients know as a version. */
export const toVersionEntry = (row: VersionRow) => ({
  version: row.version,
  download_url: `${appUrl}/api/v1/plugins/${row.plugin}/versions/${row.version}/download`,
  checksum: row.digest,
  size: row.size,
  published_at: row.published_at.toISOString(),
  yanked: row.status === 'yanked',
  min_mockforge_version: row.min_platform_version,
  dependencies: row.dependencies,
  downloads: row.downloads,
  capabilities: row.capabilities,
  advisories: row.advisories,
})

/** What registry clients know as a plugin; `versions` are its own, newest first. */
export function toRegistryEntry(plugin: PluginFacts, versions: VersionRow[]) {
  const current = versions.find(({ id }) => id === plugin.default_version_id) ?? versions.at(0)
  return {
    name: plugin.name,
    description: plugin.description,
    version: current?.version ?? '',
    versions: versions.map(toVersionEntry),
    author: { name: plugin.publisher_name, email: null, url: null },
    tags: plugin.tags,
    category: plugin.category,
    downloads: plugin.downloads_total,
    rating: averageRating(plugin),
    reviews_count: plugin.rating_count,
    repository: plugin.repository,
    homepage: plugin.homepage,
    license: plugin.license ?? '',
    created_at: plugin.created_at.toISOString(),
    updated_at: plugin.updated_at.toISOString(),
    verified: plugin.verified_at !== null,
    security_score: plugin.security_score,
    language: plugin.language,
    serial: plugin.serial,
  }
}
