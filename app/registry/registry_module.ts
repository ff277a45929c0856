import '#registry/strangers/forget_stranger'
import { defineModule } from '#core/module'
import { defineJob } from '#core/jobs/types'
import { definePanelEntries } from '#core/panels/panel_entry'
import { VERSION_EVENTS } from '#registry/states/version_states'
import { apiTokenScheme } from '#registry/tokens/api_token_scheme'
import { TRANSFER_EVENTS } from '#registry/owners/owner_events'
import { serialConvention } from '#registry/serial/serial_convention'
import { registrySettings } from '#registry/settings'
import { registrySurface } from '#registry/api_surface'
import { counterSettings } from '#registry/counters/counter_settings'
import { reviewSettings } from '#registry/reviews/review_settings'
import { waitingBadges } from '#registry/queries/waiting_badges'

export const registryModule = defineModule({
  name: 'registry',
  permissions: {
    'registry.publish': {
      platform: ['admin', 'moderator', 'analyst', 'support', 'finance', 'user'],
      tenant: ['owner', 'admin', 'user'],
    },
    'registry.verify': { platform: ['admin'] },
    'registry.statistics': { platform: ['admin'] },
    'registry.moderate_reviews': { platform: ['moderator', 'admin'] },
  },
  panels: definePanelEntries([
    {
      panel: 'publisher',
      key: 'registry.nav_own_plugins',
      icon: 'puzzle',
      route: 'publisher.plugins.index',
      permission: 'registry.publish',
      order: 10,
    },
    {
      panel: 'publisher',
      key: 'publishing.nav_tokens',
      icon: 'key',
      route: 'publisher.tokens.index',
      permission: 'registry.publish',
      order: 40,
    },
    {
      panel: 'operator',
      key: 'registry.nav_platform',
      icon: 'plug-connected',
      route: 'operator.plugins.index',
      permission: 'runtime.operate',
      order: 30,
      group: 'panel.group_plugins',
    },
    {
      panel: 'moderator',
      key: 'reviews.all',
      icon: 'star',
      route: 'moderator.plugin_reviews.index',
      permission: 'registry.moderate_reviews',
      order: 30,
    },
    {
      panel: 'seller',
      key: 'registry.nav_installed',
      icon: 'plug',
      route: 'seller.plugins.index',
      permission: 'runtime.view',
      order: 60,
      group: 'panel.group_plugins',
    },
  ]),
  bearer: apiTokenScheme,
  convention: serialConvention,
  shell: { badges: waitingBadges },
  surfaces: [registrySurface],
  settings: [...registrySettings, ...reviewSettings, ...counterSettings],
  channels: { 'registry/versions/:id': ({ user }) => user !== null },
  jobs: {
    'registry.mail_owner_invited': defineJob(() => import('#registry/owners/jobs/mail_owner_invited'), { queue: 'events', attempts: 30 }),
    'registry.mail_owner_changed': defineJob(() => import('#registry/owners/jobs/mail_owner_changed'), { queue: 'events', attempts: 30 }),
    'registry.mail_transfer': defineJob(() => import('#registry/owners/jobs/mail_transfer'), { queue: 'events', attempts: 30 }),
    'registry.finish_transfers': defineJob(() => import('#registry/owners/jobs/finish_transfers'), { attempts: 3 }),
    'registry.mail_version_staged': defineJob(() => import('#registry/stages/jobs/mail_version_staged'), { queue: 'events', attempts: 30 }),
    'registry.expire_stages': defineJob(() => import('#registry/stages/jobs/expire_stages'), { attempts: 3 }),
    'registry.prune_proofs': defineJob(() => import('#registry/trusted/jobs/prune_proofs'), { queue: 'bulk', attempts: 3 }),
    'registry.mail_token_created': defineJob(() => import('#registry/tokens/jobs/mail_token_created'), { queue: 'events', attempts: 30 }),
    'registry.learn_words': defineJob(() => import('#registry/search/jobs/learn_words'), { queue: 'bulk', attempts: 5 }),
    'registry.forget_words': defineJob(() => import('#registry/search/jobs/forget_words'), { queue: 'bulk', attempts: 3 }),
    'registry.stop_withdrawn': defineJob(() => import('#registry/jobs/stop_withdrawn'), { queue: 'events' }),
    'registry.update_installations': defineJob(() => import('#registry/jobs/update_installations'), { queue: 'bulk', attempts: 10 }),
    'registry.nudge_version_pages': defineJob(() => import('#registry/jobs/nudge_version_pages'), { queue: 'events', attempts: 1 }),
    'registry.collect_garbage': defineJob(() => import('#registry/jobs/collect_garbage'), { queue: 'bulk', attempts: 3 }),
    'registry.count_downloads': defineJob(() => import('#registry/counters/jobs/count_downloads'), { queue: 'bulk', attempts: 3 }),
    'registry.rank_trends': defineJob(() => import('#registry/counters/jobs/rank_trends'), { queue: 'bulk', attempts: 3 }),
    'registry.award_badges': defineJob(() => import('#registry/counters/jobs/award_badges'), { queue: 'bulk', attempts: 3 }),
    'registry.rebuild_ratings': defineJob(() => import('#registry/reviews/jobs/rebuild_ratings'), { queue: 'bulk', attempts: 3 }),
    'registry.publish_held_reviews': defineJob(() => import('#registry/reviews/jobs/publish_held_reviews'), { queue: 'bulk', attempts: 3 }),
    'registry.note_adoption': defineJob(() => import('#registry/reviews/jobs/note_adoption'), { queue: 'events' }),
  },
  subscriptions: {
    'registry.version_staged.v1': ['registry.nudge_version_pages', 'registry.mail_version_staged'],
    'registry.owner_invited.v1': ['registry.mail_owner_invited'],
    'registry.owner_changed.v1': ['registry.mail_owner_changed'],
    ...Object.fromEntries(TRANSFER_EVENTS.map((event) => [event, ['registry.mail_transfer']])),
    'registry.token_created.v1': ['registry.mail_token_created'],
    ...Object.fromEntries(VERSION_EVENTS.map((event) => [event, ['registry.nudge_version_pages']])),
    'registry.version_published.v1': ['registry.nudge_version_pages', 'registry.learn_words', 'registry.update_installations'],
    'registry.version_quarantined.v1': ['registry.nudge_version_pages', 'registry.stop_withdrawn'],
    'registry.version_removed.v1': ['registry.nudge_version_pages', 'registry.stop_withdrawn'],
    'registry.plugin_quarantined.v1': ['registry.stop_withdrawn'],
    'registry.plugin_taken_down.v1': ['registry.stop_withdrawn'],
    'registry.plugin_deleted.v1': ['registry.stop_withdrawn'],
    'runtime.plugin_installed.v1': ['registry.note_adoption'],
  },
  schedules: [
    { job: 'registry.finish_transfers', everyMs: 300_000 },
    { job: 'registry.expire_stages', everyMs: 600_000 },
    { job: 'registry.prune_proofs', cron: '41 * * * *' },
    { job: 'registry.update_installations', cron: '17 4 * * *' },
    { job: 'registry.collect_garbage', cron: '23 * * * *' },
    { job: 'registry.count_downloads', everyMs: 300_000 },
    { job: 'registry.rank_trends', cron: '11 * * * *' },
    { job: 'registry.award_badges', everyMs: 600_000 },
    { job: 'registry.publish_held_reviews', everyMs: 300_000 },
    { job: 'registry.forget_words', cron: '53 2 * * *' },
    { job: 'registry.rebuild_ratings', cron: '41 3 * * *' },
  ],
})
