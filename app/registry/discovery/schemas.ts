import { boolean, integer, nullable, object, string, time } from '#core/http/openapi/words'

/** JSON Schemas of marks, shelves and publishers, for the OpenAPI document. */

const list = (properties: Record<string, unknown>) => object({ data: { type: 'array', items: object(properties) } })

export const FAVOURITE = object({ success: boolean, favourite: boolean, count: integer })
export const FOLLOWED = object({ success: boolean, followed: boolean, count: integer })
export const RELEASE_NOTICES = object({ release_notices: boolean })

export const FOLLOWS = object({
  data: {
    type: 'array',
    items: object({ kind: { type: 'string', enum: ['plugin', 'publisher'] }, handle: string, title: string, since: time }),
  },
  meta: object({ next_cursor: nullable, limit: integer }),
  release_notices: boolean,
})

export const CATEGORY_COUNTS = list({ category: string, plugins: integer })
export const TAG_COUNTS = list({ tag: string, plugins: integer })

const SPAN = { plugin_name: string, position: integer, starts_at: time, ends_at: nullable }
export const FEATURED = object(SPAN)
export const FEATURED_LIST = list({ ...SPAN, publisher: string, state: { type: 'string', enum: ['shown', 'later', 'over', 'hidden'] } })

export const PUBLISHER = object({
  ...{ slug: string, name: string, kind: string, official: boolean, verified: boolean, verified_at: nullable, verify_method: nullable },
  ...{ plugins: integer, downloads: integer, rating: { type: 'number' }, reviews_count: integer, followers: integer, joined_at: time },
})
