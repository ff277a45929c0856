import { forgetStrangersWith } from '#identity/resets/left_behind'
import { sqlRows, sqlRun } from '#core/database/sql'
import { endInvitations, endOffers } from '#registry/strangers/end_invitations'
import { endBuilds, endKeys, endReleases, endWebhooks } from '#registry/strangers/end_powers'

/** Of no value to anybody else, and they would send mail nobody asked for. */
const MARKS = ['plugin_favourites', 'plugin_follows', 'publisher_follows']

/** Ends how a stranger could publish, sign, listen and give away in somebody's name; plugins and publishers stay, to be looked at. */
forgetStrangersWith(async (trx, taken) => {
  const ended = {
    keys: await endKeys(trx, taken),
    webhooks: await endWebhooks(trx, taken),
    builds: await endBuilds(trx, taken),
    releases: await endReleases(trx, taken),
    invitations: await endInvitations(trx, taken),
    offers: await endOffers(trx, taken),
    marks: 0,
  }
  for (const table of MARKS) ended.marks += await sqlRun(trx, `delete from ${table} where user_id = ?`, [taken.userId])
  const [kept] = await sqlRows<{ plugins: number; publishers: number }>(
    trx,
    `select (select count(*)::int from plugin_owners o join plugins p on p.id = o.plugin_id and p.status <> 'deleted' where o.user_id = ?) as plugins,
            (select count(*)::int from publisher_members where user_id = ?) as publishers`,
    [taken.userId, taken.userId]
  )
  return { ended, kept }
})
