import { averageRating } from '#registry/queries/registry_figures'
import { plainText, type Described } from '#registry/search/describe_results'

/** A plugin in a list of ours: what it is, without its versions; `highlights` are its texts in parts. */
export const toPluginCard = ({ row, version, title, description }: Described) => ({
  name: row.name,
  title: plainText(title),
  description: plainText(description),
  version,
  category: row.category,
  tags: row.tags,
  publisher: { name: row.publisher_name, slug: row.publisher_slug },
  downloads: row.downloads_total,
  rating: averageRating(row),
  reviews_count: row.rating_count,
  verified: row.verified_at !== null,
  badges: row.earned_badges,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
  serial: row.serial,
  highlights: { title, description },
})
