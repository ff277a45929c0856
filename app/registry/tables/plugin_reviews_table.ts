import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'
import { REVIEW_STATUSES, type ReviewStatus } from '#registry/reviews/review_states'

export type PluginReviewRow = {
  id: string
  plugin: string
  rating: number
  comment: string
  status: ReviewStatus
  username: string | null
  updated_at: Date
}

const SHOWN_LETTERS = 80

/** Every review there is, for moderators. */
export const pluginReviewsTable = defineTable<PluginReviewRow>({
  name: 'registry.plugin_reviews',
  caption: 'reviews.all',
  columns: [
    {
      key: 'plugin',
      label: 'moderation.review_plugin',
      href: (row) => `/moderator/plugin-reviews/${row.id}`,
      note: (row) => (row.comment.length > SHOWN_LETTERS ? `${row.comment.slice(0, SHOWN_LETTERS)}…` : row.comment),
    },
    { key: 'rating', label: 'moderation.review_rating', format: 'number' },
    { key: 'username', label: 'moderation.review_by' },
    { key: 'status', label: 'moderation.review_status', format: 'status', labels: 'reviews.status_' },
    { key: 'updated_at', label: 'registry.updated', format: 'ago', sort: 'updated_at', isMinor: true },
  ],
  search: (query, text) => query.whereILike('plugin', `%${text}%`),
  filters: [
    {
      key: 'status',
      label: 'moderation.review_status',
      kind: 'choice',
      options: choices(REVIEW_STATUSES, 'reviews.status_'),
    },
  ],
  defaultSort: '-updated_at',
  empty: { title: 'reviews.none_yet', icon: 'message' },
})
