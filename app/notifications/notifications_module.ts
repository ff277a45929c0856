import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'
import { definePanelEntries } from '#core/panels/panel_entry'
import { countUnread } from '#notifications/queries/notices'

export const notificationsModule = defineModule({
  name: 'notifications',
  panels: definePanelEntries([
    { panel: 'account', key: 'notifications.nav', icon: 'bell', route: 'account.notifications.index', permission: null, order: 20 },
  ]),
  shell: { unread: async ({ actor }) => (actor.userId ? countUnread(actor.userId) : 0) },
  jobs: {
    'notifications.send_mail': defineJob(() => import('#notifications/jobs/send_mail'), { attempts: 60 }),
    'notifications.send_through_plugins': defineJob(() => import('#notifications/jobs/send_through_plugins'), {
      queue: 'plugins',
      attempts: 5,
    }),
    'notifications.tell_version_decided': defineJob(() => import('#notifications/jobs/tell_version_decided'), {
      queue: 'events',
      attempts: 30,
    }),
    'notifications.tell_followers': defineJob(() => import('#notifications/jobs/tell_followers'), { queue: 'events', attempts: 30 }),
    'notifications.tell_order_paid': defineJob(() => import('#notifications/jobs/tell_order_paid'), {
      queue: 'events',
      attempts: 30,
      batch: true,
    }),
    'notifications.tell_plugin_waiting': defineJob(() => import('#notifications/jobs/tell_plugin_waiting'), {
      queue: 'events',
      attempts: 30,
    }),
    'notifications.tell_other_owners': defineJob(() => import('#notifications/jobs/tell_other_owners'), { queue: 'events', attempts: 30 }),
    'notifications.tell_company': defineJob(() => import('#notifications/jobs/tell_company'), { queue: 'events', attempts: 30 }),
    'notifications.tell_plugin_withdrawn': defineJob(() => import('#notifications/jobs/tell_plugin_withdrawn'), {
      queue: 'events',
      attempts: 30,
    }),
    'notifications.tell_advisory_decided': defineJob(() => import('#notifications/jobs/tell_advisory_decided'), {
      queue: 'events',
      attempts: 30,
    }),
    'notifications.tell_advisory_published': defineJob(() => import('#notifications/jobs/tell_advisory_published'), {
      queue: 'events',
      attempts: 30,
    }),
    'notifications.tell_quarantine_ending': defineJob(() => import('#notifications/jobs/tell_quarantine_ending'), {
      queue: 'events',
      attempts: 30,
    }),
    'notifications.tell_report_decided': defineJob(() => import('#notifications/jobs/tell_report_decided'), {
      queue: 'events',
      attempts: 30,
    }),
    'notifications.tell_report_merged': defineJob(() => import('#notifications/jobs/tell_report_merged'), {
      queue: 'events',
      attempts: 30,
    }),
    'notifications.tell_report_overdue': defineJob(() => import('#notifications/jobs/tell_report_overdue'), {
      queue: 'events',
      attempts: 30,
    }),
    'notifications.tell_item_escalated': defineJob(() => import('#notifications/jobs/tell_item_escalated'), {
      queue: 'events',
      attempts: 30,
    }),
    'notifications.tell_publisher_restricted': defineJob(() => import('#notifications/jobs/tell_publisher_restricted'), {
      queue: 'events',
      attempts: 30,
    }),
    'notifications.tell_plugin_disabled': defineJob(() => import('#notifications/jobs/tell_plugin_disabled'), {
      queue: 'events',
      attempts: 30,
    }),
    'notifications.tell_of_review': defineJob(() => import('#notifications/jobs/tell_of_review'), { queue: 'events', attempts: 30 }),
    'notifications.tell_publisher_verified': defineJob(() => import('#notifications/jobs/tell_publisher_verified'), {
      queue: 'events',
      attempts: 30,
    }),
  },
  subscriptions: {
    'registry.owner_added.v1': ['notifications.tell_other_owners'],
    'registry.owner_changed.v1': ['notifications.tell_other_owners'],
    'registry.transfer_completed.v1': ['notifications.tell_other_owners'],
    'registry.publisher_changed.v1': ['notifications.tell_other_owners'],
    'registry.publisher_verified.v1': ['notifications.tell_publisher_verified'],
    'registry.publisher_unverified.v1': ['notifications.tell_publisher_verified'],
    'registry.review_published.v1': ['notifications.tell_of_review'],
    'registry.review_replied.v1': ['notifications.tell_of_review'],
    'registry.review_hidden.v1': ['notifications.tell_of_review'],
    'registry.review_restored.v1': ['notifications.tell_of_review'],
    'runtime.plugin_update_waiting.v1': ['notifications.tell_plugin_waiting'],
    'tenancy.quota_near.v1': ['notifications.tell_company'],
    'tenancy.verification_decided.v1': ['notifications.tell_company'],
    'tenancy.ownership_offered.v1': ['notifications.tell_company'],
    'registry.version_published.v1': ['notifications.tell_version_decided', 'notifications.tell_followers'],
    'registry.version_rejected.v1': ['notifications.tell_version_decided'],
    'registry.version_quarantined.v1': ['notifications.tell_version_decided'],
    'registry.plugin_taken_down.v1': ['notifications.tell_plugin_withdrawn'],
    'registry.plugin_quarantined.v1': ['notifications.tell_plugin_withdrawn'],
    'registry.plugin_deprecated.v1': ['notifications.tell_plugin_withdrawn'],
    'registry.plugin_restored.v1': ['notifications.tell_plugin_withdrawn'],
    'registry.advisory_published.v1': ['notifications.tell_advisory_published', 'notifications.tell_advisory_decided'],
    'registry.advisory_rejected.v1': ['notifications.tell_advisory_decided'],
    'registry.advisory_withdrawn.v1': ['notifications.tell_advisory_decided'],
    'registry.advisory_updated.v1': ['notifications.tell_advisory_published'],
    'registry.version_removed.v1': ['notifications.tell_version_decided'],
    'moderation.item_escalated.v1': ['notifications.tell_item_escalated'],
    'registry.report_decided.v1': ['notifications.tell_report_decided'],
    'registry.report_merged.v1': ['notifications.tell_report_merged'],
    'registry.report_overdue.v1': ['notifications.tell_report_overdue'],
    'registry.publisher_restricted.v1': ['notifications.tell_publisher_restricted'],
    'registry.publisher_lifted.v1': ['notifications.tell_publisher_restricted'],
    'registry.quarantine_ending.v1': ['notifications.tell_quarantine_ending'],
    'orders.order_paid.v1': ['notifications.tell_order_paid'],
    'runtime.plugin_disabled.v1': ['notifications.tell_plugin_disabled'],
  },
})
