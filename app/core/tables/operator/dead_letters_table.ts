import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'

export type DeadLetterRow = { id: string; queue: string; job: string; error: string; attempts: number; at: Date; retried_at: Date | null }

export const deadLettersTable = defineTable<DeadLetterRow>({
  name: 'core.dead_letters',
  caption: 'core.dead_letters',
  columns: [
    { key: 'job', label: 'core.job', href: (row) => `/operator/jobs/dead-letters/${row.id}`, layer: 'drawer', note: (row) => row.queue },
    { key: 'error', label: 'core.error', value: (row) => row.error.split('\n')[0].slice(0, 140) },
    { key: 'attempts', label: 'core.attempts', format: 'number', isMinor: true },
    { key: 'at', label: 'core.failed_at', format: 'ago', sort: 'at' },
    {
      key: 'state',
      label: 'core.state',
      format: 'status',
      labels: 'core.dead_letter_',
      value: (row) => (row.retried_at ? 'retried' : 'failed'),
    },
  ],
  search: (query, text) => query.where((inner) => inner.whereILike('job', `%${text}%`).orWhereILike('error', `%${text}%`)),
  filters: [
    {
      key: 'state',
      label: 'core.state',
      kind: 'choice',
      options: choices(['failed', 'retried'], 'core.dead_letter_'),
      where: (query, value) => (value === 'retried' ? query.whereNotNull('retried_at') : query.whereNull('retried_at')),
    },
    { key: 'at', label: 'core.failed_at', kind: 'dates' },
  ],
  views: [{ key: 'open', label: 'core.view_open', query: { state: 'failed' } }],
  defaultSort: '-at',
  bulk: [
    { key: 'retry', label: 'core.retry', icon: 'refresh', route: 'operator.dead_letters.retry' },
    { key: 'discard', label: 'core.discard', icon: 'trash', route: 'operator.dead_letters.confirm_discard', danger: true, confirm: true },
  ],
  empty: { title: 'core.no_dead_letters', text: 'core.no_dead_letters_text', icon: 'circle-check' },
})
