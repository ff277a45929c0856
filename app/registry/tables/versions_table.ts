import { defineTable } from '#core/tables/table'

export type OwnVersionRow = {
  id: string
  version: string
  status: string
  size: number
  submitted_at: Date
  publish_method: string
  semver_key: string
}

export const versionsTable = defineTable<OwnVersionRow>({
  name: 'registry.versions',
  caption: 'registry.versions',
  columns: [
    { key: 'version', label: 'registry.version', sort: 'semver_key', href: (row) => `/publisher/versions/${row.id}` },
    { key: 'status', label: 'registry.status', format: 'status', labels: 'registry.version_status_' },
    { key: 'size', label: 'registry.size', format: 'bytes', isMinor: true },
    {
      key: 'publish_method',
      label: 'registry.publish_method',
      value: (row) => row.publish_method,
      format: 'badge',
      labels: 'registry.method_',
      isMinor: true,
    },
    { key: 'submitted_at', label: 'registry.submitted', format: 'ago', sort: 'submitted_at' },
  ],
  defaultSort: '-version',
  isExportable: false,
})
