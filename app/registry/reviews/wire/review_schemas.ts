import { boolean, integer, nullable, number, object, string, time } from '#core/http/openapi/words'

/** JSON Schemas of what the reviews' routes answer, for the OpenAPI document. */

const REVIEW = object({
  id: string,
  plugin_id: string,
  version: string,
  rating: integer,
  title: nullable,
  comment: string,
  helpful_count: integer,
  unhelpful_count: integer,
  verified: boolean,
  created_at: time,
  updated_at: time,
  user: object({ id: string, username: string }),
  user_name: string,
  author_response: { ...object({ text: string, created_at: time }), type: ['object', 'null'] },
})

const DISTRIBUTION = object({ 1: integer, 2: integer, 3: integer, 4: integer, 5: integer })

export const REVIEWS = object({
  reviews: { type: 'array', items: REVIEW },
  total: integer,
  page: integer,
  per_page: integer,
  stats: object({ average_rating: number, total_reviews: integer, rating_distribution: DISTRIBUTION }),
})

export const REVIEW_SAVED = object({ success: boolean, review_id: string, status: string, message: string, serial: integer })
export const DONE = object({ success: boolean, message: string, serial: integer })

export const VERIFIED = object({
  success: boolean,
  plugin_name: string,
  verified: boolean,
  verified_at: { type: ['string', 'null'], format: 'date-time' },
  message: string,
  serial: integer,
})

export const ADMIN_STATS = object({
  total_plugins: integer,
  total_downloads: integer,
  total_users: integer,
  verified_plugins: integer,
  total_reviews: integer,
  average_rating: number,
})
