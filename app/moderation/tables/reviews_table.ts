import { TARGET_KINDS } from '#registry/reports/report'
import { complaintKind } from '#moderation/subjects/report_subjects'
import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'
import type { ReviewItem } from '#moderation/queries/review_items'

const KINDS = [
  'new_version',
  'doubted_version',
  ...TARGET_KINDS.map(complaintKind),
  'appeal',
  'reported_review',
  'risky_purchase',
  'product_texts',
]

const link = (row: ReviewItem) => `/moderator/reviews/${row.id}`

/** What waits, due first. */
export const waitingTable = defineTable<ReviewItem>({
  name: 'moderation.waiting',
  caption: 'moderation.queue',
  columns: [
    { key: 'title', label: 'moderation.thing', href: link, note: (row) => Object.values(row.facts).filter(Boolean).join(' · ') },
    { key: 'kind', label: 'moderation.kind', format: 'badge', labels: 'moderation.kind_' },
    { key: 'escalated_at', label: 'moderation.escalated', format: 'boolean', value: (row) => row.escalated_at !== null },
    { key: 'score', label: 'moderation.score', format: 'number' },
    { key: 'claimed_by_name', label: 'moderation.claimed_by' },
    {
      key: 'due_at',
      label: 'moderation.due',
      format: 'ago',
      sort: 'due_at',
      tone: (row) => (row.due_at.getTime() < Date.now() ? 'bad' : 'neutral'),
    },
    { key: 'created_at', label: 'moderation.since', format: 'ago', sort: 'created_at', isMinor: true },
  ],
  search: (query, text) => query.whereILike('title', `%${text}%`),
  filters: [
    {
      key: 'kind',
      label: 'moderation.kind',
      kind: 'choice',
      options: choices(KINDS, 'moderation.kind_'),
    },
    {
      key: 'overdue',
      label: 'moderation.overdue',
      kind: 'boolean',
      where: (query, value) => void query.where('due_at', value ? '<' : '>=', new Date()),
    },
    {
      key: 'escalated',
      label: 'moderation.escalated',
      kind: 'boolean',
      where: (query, value) => void (value ? query.whereNotNull('escalated_at') : query.whereNull('escalated_at')),
    },
    {
      key: 'claimed',
      label: 'moderation.claimed',
      kind: 'boolean',
      where: (query, value) => void (value ? query.where('state', 'claimed') : query.where('state', 'open')),
    },
  ],
  defaultSort: 'due_at',
  empty: { title: 'moderation.queue_empty', text: 'moderation.queue_empty_text', icon: 'checks' },
})

export const decidedTable = defineTable<ReviewItem>({
  name: 'moderation.decided',
  caption: 'moderation.decided',
  columns: [
    { key: 'title', label: 'moderation.thing', href: link },
    {
      key: 'decision',
      label: 'moderation.decision',
      format: 'status',
      labels: 'moderation.decision_',
      tone: (row) => (row.decision === 'approve' ? 'good' : 'bad'),
    },
    { key: 'decided_by_name', label: 'moderation.decided_by' },
    { key: 'decided_at', label: 'moderation.decided_at', format: 'ago', sort: 'decided_at' },
  ],
  search: (query, text) => query.whereILike('title', `%${text}%`),
  filters: [
    {
      key: 'decision',
      label: 'moderation.decision',
      kind: 'choice',
      options: choices(['approve', 'reject', 'quarantine', 'ask_more'], 'moderation.decision_'),
    },
  ],
  defaultSort: '-decided_at',
  empty: { title: 'moderation.nothing_decided', icon: 'gavel' },
})
