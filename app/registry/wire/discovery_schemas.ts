import { boolean, integer, object, page, string, strings, time } from '#core/http/openapi/words'

/** JSON Schemas of what plugins are found by, for the OpenAPI document. */

const PARTS = { type: 'array', items: object({ text: string, is_match: boolean }) }
const VALUES = { type: 'array', items: object({ value: string, count: integer }) }

const PLUGIN_CARD = object({
  name: string,
  title: string,
  description: string,
  version: string,
  category: string,
  tags: strings,
  publisher: object({ name: string, slug: string }),
  downloads: integer,
  rating: { type: 'number' },
  reviews_count: integer,
  verified: boolean,
  badges: strings,
  created_at: time,
  updated_at: time,
  serial: integer,
  highlights: object({ title: PARTS, description: PARTS }),
})

export const PLUGIN_LIST = object(
  {
    data: { type: 'array', items: PLUGIN_CARD },
    meta: object({
      next_cursor: { type: ['string', 'null'] },
      limit: integer,
      total: integer,
      total_is_capped: boolean,
      corrected_to: { type: ['string', 'null'] },
    }),
    facets: object({ category: VALUES, tag: VALUES, capability: VALUES, language: VALUES, host_api: VALUES, verified: VALUES }),
    facets_are_capped: boolean,
  },
  ['facets', 'facets_are_capped']
)

export const PLUGIN_PAGE = page(PLUGIN_CARD)
