import { defineModule } from '#core/module'
import { defineJob } from '#core/jobs/types'
import { definePanelEntries } from '#core/panels/panel_entry'
import { claimMinutes, dueHours } from '#moderation/settings'

export const moderationModule = defineModule({
  name: 'moderation',
  permissions: {
    'moderation.review': { platform: ['moderator', 'admin'] },
    'moderation.decide_escalated': { platform: ['admin'] },
  },
  panels: definePanelEntries([
    {
      panel: 'moderator',
      key: 'moderation.nav_queue',
      icon: 'gavel',
      route: 'moderator.reviews.index',
      permission: 'moderation.review',
      order: 10,
    },
    {
      panel: 'moderator',
      key: 'moderation.canned_texts',
      icon: 'message',
      route: 'moderator.canned_texts.index',
      permission: 'moderation.review',
      order: 80,
    },
    {
      panel: 'moderator',
      key: 'moderation.nav_statistics',
      icon: 'chart-bar',
      route: 'moderator.statistics',
      permission: 'moderation.review',
      order: 90,
    },
  ]),
  channels: { 'moderation/queue': ({ access }) => access.can('moderation.review') },
  settings: [dueHours, claimMinutes],
  jobs: {
    'moderation.release_claims': defineJob(() => import('#moderation/jobs/release_claims'), { attempts: 3 }),
    'moderation.withdraw_version_review': defineJob(() => import('#moderation/jobs/withdraw_version_review'), { queue: 'events' }),
    'moderation.withdraw_merged_report': defineJob(() => import('#moderation/jobs/withdraw_merged_report'), { queue: 'events' }),
    'moderation.open_purchase_review': defineJob(() => import('#moderation/jobs/open_purchase_review'), { queue: 'events' }),
    'moderation.open_verification_review': defineJob(() => import('#moderation/jobs/open_verification_review'), { queue: 'events' }),
    'moderation.open_standing_appeal': defineJob(() => import('#moderation/jobs/open_standing_appeal'), { queue: 'events' }),
    'moderation.open_product_review': defineJob(() => import('#moderation/jobs/open_product_review'), { queue: 'events' }),
    'moderation.open_reported_review': defineJob(() => import('#moderation/jobs/open_reported_review'), { queue: 'events' }),
    'moderation.open_plugin_report': defineJob(() => import('#moderation/jobs/open_plugin_report'), { queue: 'events' }),
    'moderation.open_doubted_version': defineJob(() => import('#moderation/jobs/open_doubted_version'), { queue: 'events' }),
    'moderation.open_version_review': defineJob(() => import('#moderation/jobs/open_version_review'), { queue: 'events' }),
  },
  subscriptions: {
    'orders.purchase_flagged.v1': ['moderation.open_purchase_review'],
    'tenancy.verification_submitted.v1': ['moderation.open_verification_review'],
    'identity.standing_appealed.v1': ['moderation.open_standing_appeal'],
    'catalog.product_flagged.v1': ['moderation.open_product_review'],
    'registry.review_flagged.v1': ['moderation.open_reported_review'],
    'registry.report_opened.v1': ['moderation.open_plugin_report'],
    'registry.report_merged.v1': ['moderation.withdraw_merged_report'],
    'registry.report_appealed.v1': ['moderation.open_plugin_report'],
    'registry.version_submitted.v1': ['moderation.open_version_review'],
    'registry.version_doubted.v1': ['moderation.open_doubted_version'],
    'registry.version_withdrawn.v1': ['moderation.withdraw_version_review'],
  },
  schedules: [{ job: 'moderation.release_claims', everyMs: 60_000 }],
})
