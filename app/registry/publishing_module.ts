import { defineModule } from '#core/module'
import { defineJob } from '#core/jobs/types'
import { definePanelEntries } from '#core/panels/panel_entry'
import { githubUrl } from '#registry/github/settings'
import { repositorySecretColumn } from '#registry/github/repository_link'
import { WEBHOOK_SOURCES } from '#registry/webhooks/webhook_events'

/** What publishers have beside their plugins: webhooks, teams, linked repositories, keys. */
export const publishingModule = defineModule({
  name: 'publishing',
  panels: definePanelEntries([
    {
      panel: 'publisher',
      key: 'publishing.nav_overview',
      icon: 'home',
      route: 'publisher.home',
      permission: 'registry.publish',
      order: 5,
    },
    {
      panel: 'publisher',
      key: 'teams.nav',
      icon: 'users-group',
      route: 'publisher.teams.index',
      permission: 'registry.publish',
      order: 30,
    },
    {
      panel: 'publisher',
      key: 'publishing.nav_keys',
      icon: 'fingerprint',
      route: 'publisher.keys.index',
      permission: 'registry.publish',
      order: 50,
    },
    {
      panel: 'publisher',
      key: 'webhooks.nav',
      icon: 'webhook',
      route: 'publisher.webhooks.index',
      permission: 'registry.publish',
      order: 60,
    },
  ]),
  settings: [githubUrl],
  vault: [repositorySecretColumn],
  jobs: {
    'publishing.publish_release': defineJob(() => import('#registry/github/jobs/publish_release'), { queue: 'plugins', attempts: 8 }),
    'publishing.prune_notices': defineJob(() => import('#registry/github/jobs/prune_notices'), { queue: 'bulk', attempts: 3 }),
    'publishing.queue_webhooks': defineJob(() => import('#registry/webhooks/jobs/queue_webhooks'), { queue: 'events', attempts: 30 }),
    'publishing.mail_member_invited': defineJob(() => import('#registry/teams/jobs/mail_member_invited'), {
      queue: 'events',
      attempts: 30,
    }),
    'publishing.tell_webhook_disabled': defineJob(() => import('#registry/webhooks/jobs/tell_webhook_disabled'), {
      queue: 'events',
      attempts: 30,
    }),
  },
  subscriptions: {
    ...Object.fromEntries(WEBHOOK_SOURCES.map((event) => [event, ['publishing.queue_webhooks']])),
    'registry.member_invited.v1': ['publishing.mail_member_invited'],
    'registry.release_announced.v1': ['publishing.publish_release'],
    'core.webhook_disabled.v1': ['publishing.tell_webhook_disabled'],
  },
  schedules: [{ job: 'publishing.prune_notices', cron: '49 3 * * *' }],
})
