import type { PluginSort } from '#registry/search/plugin_search'

type Column = { name: string; cast: string }
export type Order = { columns: Column[]; direction: 'asc' | 'desc' }

const ID: Column = { name: 'plugin_id', cast: 'uuid' }
const DOWNLOADS: Column = { name: 'downloads', cast: 'bigint' }
const descending = (...columns: Column[]): Order => ({ columns: [...columns, ID], direction: 'desc' })

/** Each has an index; without words the most relevant is what most people use. */
export const ORDERS: Record<PluginSort, Order> = {
  relevance: descending(DOWNLOADS),
  downloads: descending(DOWNLOADS),
  popular: descending(DOWNLOADS),
  security: descending({ name: 'is_verified', cast: 'boolean' }, DOWNLOADS),
  rating: descending({ name: 'rating', cast: 'real' }),
  trending: descending({ name: 'trend', cast: 'real' }),
  recent: descending({ name: 'updated_at', cast: 'timestamptz' }),
  new: descending({ name: 'created_at', cast: 'timestamptz' }),
  name: { columns: [{ name: 'canon_name', cast: 'text' }, ID], direction: 'asc' },
}

export const orderBy = ({ columns, direction }: Order): string => columns.map(({ name }) => `s.${name} ${direction}`).join(', ')
