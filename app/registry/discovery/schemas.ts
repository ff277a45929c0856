/** JSON Schemas of marks, shelves and publishers, for the OpenAPI document. */
const string = { type: 'string' }
const integer = { type: 'integer' }
const boolean = { type: 'boolean' }
const time = { type: 'string', format: 'date-time' }
const maybe = { type: ['string', 'null'] }

const object = (properties: Record<string, unknown>) => ({ type: 'object', properties, required: Object.keys(properties) })
const list = (properties: Record<string, unknown>) => object({ data: { type: 'array', items: object(properties) } })

export const FAVOURITE = object({ success: boolean, favourite: boolean, count: integer })
export const FOLLOWED = object({ success: boolean, followed: boolean, count: integer })
export const RELEASE_NOTICES = object({ release_notices: boolean })

export const FOLLOWS = object({
  data: {
    type: 'array',
    items: object({ kind: { type: 'string', enum: ['plugin', 'publisher'] }, handle: string, title: string, since: time }),
  },
  meta: object({ next_cursor: maybe, limit: integer }),
  release_notices: boolean,
})

export const CATEGORY_COUNTS = list({ category: string, plugins: integer })
export const TAG_COUNTS = list({ tag: string, plugins: integer })

const SPAN = { plugin_name: string, position: integer, starts_at: time, ends_at: maybe }
export const FEATURED = object(SPAN)
export const FEATURED_LIST = list({ ...SPAN, publisher: string, state: { type: 'string', enum: ['shown', 'later', 'over', 'hidden'] } })

export const PUBLISHER = object({
  ...{ slug: string, name: string, kind: string, official: boolean, verified: boolean, verified_at: maybe, verify_method: maybe },
  ...{ plugins: integer, downloads: integer, rating: { type: 'number' }, reviews_count: integer, followers: integer, joined_at: time },
})
