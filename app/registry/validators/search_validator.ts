import vine from '@vinejs/vine'
import { CATEGORIES } from '#registry/enums/category'
import type { PluginSearch } from '#registry/queries/search_plugins'

const SORTS = ['relevance', 'downloads', 'popular', 'rating', 'recent', 'name', 'security'] as const
const MAX_PAGE = 500

/** `tags`, `sort` and pages have defaults: clients leave them out. Pages count from 0. */
export const searchValidator = vine.create({
  query: vine.string().trim().maxLength(200).nullable().optional(),
  category: vine.enum(CATEGORIES).nullable().optional(),
  tags: vine.array(vine.string().trim().toLowerCase().maxLength(40)).maxLength(20).optional(),
  sort: vine.enum(SORTS).optional(),
  page: vine.number().withoutDecimals().min(0).max(MAX_PAGE).optional(),
  per_page: vine.number().withoutDecimals().min(0).max(10_000).optional(),
  language: vine.string().maxLength(40).nullable().optional(),
})

type SearchBody = Awaited<ReturnType<typeof searchValidator.validate>>

export const toPluginSearch = ({ query, category, tags, sort, page, per_page: perPage }: SearchBody): PluginSearch => ({
  query: query ?? null,
  category: category ?? null,
  tags: tags ?? [],
  sort: sort ?? 'relevance',
  page: page ?? 0,
  perPage: Math.min(Math.max(perPage ?? 20, 1), 100),
})
