import { openHostCalls } from '#runtime/host_calls/host_call_context'
import { queryData } from '#runtime/host_calls/queries/query_data'
import { exportHook } from '#runtime/exports/export_hook'
import type { Installation } from '#runtime/installations/installation'
import type { PluginExport } from '#runtime/manifest/plugin_manifest'

export type RowPage = { rows: unknown[]; next: string | null }

/** The queries that answer all rows of a source, page by page. */
const QUERIES: Record<PluginExport['source'], string> = { orders: 'orders.recent', products: 'products.list' }

/** A page of what an export is written from: the same rows, under the same grants, as the plugin could ask for itself. */
export const readPage = (installation: Installation, source: PluginExport['source'], after: string | null): Promise<RowPage> =>
  queryData.answer(
    { name: QUERIES[source], after },
    openHostCalls({ installation, hook: exportHook.id, wallMs: exportHook.deadlineMs })
  ) as Promise<RowPage>
