import vine from '@vinejs/vine'
import { CATEGORIES } from '#registry/enums/category'
import { PLUGIN_SORTS, type PluginFilters, type PluginSearch } from '#registry/search/plugin_search'

const MAX_PAGE = 500
const LARGEST_PAGE = 100

const word = () => vine.string().trim().toLowerCase().maxLength(60)
const version = () =>
  vine
    .string()
    .trim()
    .maxLength(64)
    .regex(/^\d+\.\d+\.\d+[0-9A-Za-z.+-]*$/)

const filters = {
  category: vine.enum(CATEGORIES).nullable().optional(),
  language: word().nullable().optional(),
  host_api: word().nullable().optional(),
  platform: version().nullable().optional(),
  verified: vine.boolean().nullable().optional(),
}
const list = () => vine.array(word()).maxLength(20).optional()

/** `tags`, `sort` and pages have defaults: clients leave them out. Pages count from 0. */
export const searchValidator = vine.create({
  ...filters,
  query: vine.string().trim().maxLength(200).nullable().optional(),
  tags: list(),
  capabilities: list(),
  sort: vine.enum(PLUGIN_SORTS).optional(),
  page: vine.number().withoutDecimals().min(0).max(MAX_PAGE).optional(),
  per_page: vine.number().withoutDecimals().optional(),
})

/** The same over GET, by cursor; several tags or capabilities are separated by commas. */
export const listPluginsValidator = vine.create({
  ...filters,
  q: vine.string().trim().maxLength(200).optional(),
  tag: vine.string().trim().toLowerCase().maxLength(400).optional(),
  capability: vine.string().trim().toLowerCase().maxLength(400).optional(),
  sort: vine.enum(PLUGIN_SORTS).optional(),
  cursor: vine.string().maxLength(400).optional(),
  limit: vine.number().withoutDecimals().min(1).max(LARGEST_PAGE).optional(),
  facets: vine.boolean().optional(),
})

/** The page's address: people arrive with all sorts of it, so an empty field is none. Pages count from 1 there. */
export const pluginPageValidator = vine.create({
  ...filters,
  q: vine.string().trim().maxLength(200).nullable().optional(),
  tag: vine.string().trim().toLowerCase().maxLength(400).nullable().optional(),
  capability: vine.string().trim().toLowerCase().maxLength(400).nullable().optional(),
  sort: vine.enum(PLUGIN_SORTS).nullable().optional(),
  page: vine.number().withoutDecimals().min(1).max(MAX_PAGE).nullable().optional(),
})

type SearchBody = Awaited<ReturnType<typeof searchValidator.validate>>
type ListQuery = Awaited<ReturnType<typeof listPluginsValidator.validate>>
type Common = Pick<SearchBody, 'category' | 'language' | 'host_api' | 'platform' | 'verified'>

export const toFilters = ({ category, language, host_api: hostApi, platform, verified }: Common): PluginFilters => ({
  category,
  language,
  hostApi,
  platform,
  isVerified: verified ?? false,
})

/** The page a compatible client counts from 0, and how it is told its size. */
export const pageOf = ({ page = 0, per_page: perPage = 20 }: SearchBody) => ({
  page,
  perPage: Math.min(Math.max(perPage, 1), LARGEST_PAGE),
})

export function toPluginSearch(body: SearchBody): PluginSearch {
  const { page, perPage } = pageOf(body)
  return {
    ...toFilters(body),
    query: body.query ?? null,
    tags: body.tags,
    capabilities: body.capabilities,
    sort: body.sort ?? 'relevance',
    limit: perPage,
    offset: page * perPage,
  }
}

export const toListSearch = (query: ListQuery): PluginSearch => ({
  ...toFilters(query),
  query: query.q ?? null,
  tags: listed(query.tag),
  capabilities: listed(query.capability),
  sort: query.sort ?? 'relevance',
  limit: query.limit ?? 20,
  cursor: query.cursor,
  withFacets: query.facets ?? false,
})

export const listed = (text: string | null | undefined): string[] =>
  [...new Set((text ?? '').split(',').map((part) => part.trim()))].filter(Boolean).slice(0, 20)
