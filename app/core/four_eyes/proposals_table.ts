import router from '@adonisjs/core/services/router'
import { listFourEyesActs } from '#core/modules'
import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'
import { PROPOSAL_STATUSES } from '#core/four_eyes/proposals'
import type { Proposal } from '#core/four_eyes/four_eyes_act'
import type { Tone } from '#core/panels/tones'

const TONES: Record<Proposal['status'], Tone> = {
  open: 'warn',
  confirmed: 'good',
  rejected: 'bad',
  withdrawn: 'neutral',
  expired: 'neutral',
}

export const proposalsTable = defineTable<Proposal>({
  name: 'core.proposals',
  caption: 'rights.proposals',
  columns: [
    {
      key: 'subject_label',
      label: 'rights.subject',
      href: (row) => (router.urlBuilder.urlFor as (name: string, params: object) => string)('operator.proposals.show', { id: row.id }),
    },
    { key: 'kind', label: 'rights.act', format: 'badge', value: (row) => row.kind.replaceAll('.', '_'), labels: 'rights.act_' },
    { key: 'status', label: 'rights.status', format: 'status', labels: 'rights.proposal_', tone: (row) => TONES[row.status] },
    { key: 'proposed_label', label: 'rights.proposed_by' },
    { key: 'expires_at', label: 'rights.expires_at', format: 'datetime', isMinor: true },
    { key: 'created_at', label: 'rights.proposed_at', format: 'datetime', sort: 'created_at' },
  ],
  filters: [
    {
      key: 'status',
      label: 'rights.status',
      kind: 'choice',
      options: choices(PROPOSAL_STATUSES, 'rights.proposal_'),
    },
    {
      key: 'kind',
      label: 'rights.act',
      kind: 'choice',
      options: () => listFourEyesActs().map(([value]) => ({ value, label: `rights.act_${value.replaceAll('.', '_')}` })),
    },
  ],
  views: [{ key: 'open', label: 'rights.proposal_open', query: { status: 'open' } }],
  defaultSort: '-created_at',
  empty: { title: 'rights.no_proposals', text: 'rights.no_proposals_text', icon: 'eye' },
})
