import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'
import { DECISIONS, REASON_CODES } from '#moderation/subjects/review_subject'
import type { CannedText } from '#moderation/canned_texts/canned_text'

const SHOWN = 120

/** What moderators start their decisions from. */
export const cannedTextsTable = defineTable<CannedText>({
  name: 'moderation.canned_texts',
  caption: 'moderation.canned_texts',
  columns: [
    {
      key: 'reason_code',
      label: 'moderation.reason_kind',
      format: 'badge',
      labels: 'moderation.code_',
    },
    {
      key: 'body',
      label: 'moderation.canned_body',
      value: (row) => row.body_en.slice(0, SHOWN),
      href: (row) => `/moderator/canned-texts/${row.id}`,
      layer: 'drawer',
      note: (row) => row.body_ru.slice(0, SHOWN),
    },
    {
      key: 'subject_type',
      label: 'moderation.canned_for',
      value: (row) => row.subject_type ?? 'any',
      format: 'badge',
      labels: 'moderation.type_',
    },
    {
      key: 'decision',
      label: 'moderation.decision',
      value: (row) => row.decision ?? 'any',
      format: 'badge',
      labels: 'moderation.decision_',
    },
    { key: 'is_active', label: 'moderation.canned_active', format: 'boolean' },
    { key: 'position', label: 'moderation.canned_position', format: 'number', sort: 'position', isMinor: true },
    {
      key: 'updated_at',
      label: 'moderation.canned_changed',
      format: 'ago',
      sort: 'updated_at',
      isMinor: true,
      note: (row) => row.updated_by_name,
    },
  ],
  search: (query, text) => query.where((either) => void either.whereILike('body_en', `%${text}%`).orWhereILike('body_ru', `%${text}%`)),
  filters: [
    {
      key: 'reason_code',
      label: 'moderation.reason_kind',
      kind: 'choice',
      options: choices(REASON_CODES, 'moderation.code_'),
    },
    {
      key: 'decision',
      label: 'moderation.decision',
      kind: 'choice',
      options: choices(DECISIONS, 'moderation.decision_'),
    },
  ],
  defaultSort: 'position',
  empty: { title: 'moderation.no_canned', text: 'moderation.no_canned_text', icon: 'message' },
})
