import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
import { findNames } from '#identity/queries/find_names'
import { findOwnersOf } from '#notifications/queries/recipients'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

type Payload = {
  /** Of a transfer, which is about no plugin by itself. */
  plugin_id?: string
  /** Who did it: they know. */
  by?: string | null
  user_id?: string
  role?: string | null
  to_user_id?: string
  from_user_id?: string
  publisher?: string
}

type Told = { kind: string; about: string[]; params?: Record<string, string> }

/** What each event says, and whom it concerns: those are told by letters of their own, or did it. */
const WORDS: Record<string, (payload: Payload) => Told> = {
  'registry.owner_added.v1': ({ user_id: id, role }) => ({ kind: 'owner_added', about: [id!], params: { role: role! } }),
  'registry.owner_changed.v1': ({ user_id: id, role }) =>
    role ? { kind: 'owner_role_changed', about: [id!], params: { role } } : { kind: 'owner_removed', about: [id!] },
  'registry.transfer_completed.v1': ({ to_user_id: to, from_user_id: from }) => ({ kind: 'plugin_passed', about: [to!, from!] }),
  'registry.publisher_changed.v1': ({ publisher }) => ({ kind: 'publisher_changed', about: [], params: { publisher: publisher! } }),
}

/** Who answers for a plugin together with others hears what one of them does with it: a stolen account is noticed by the next one. */
@inject()
export default class TellOtherOwners implements Job<DomainEvent<Payload>> {
  constructor(private readonly notify: Notify) {}

  async handle(event: DomainEvent<Payload>) {
    const { payload } = event
    const { kind, about, params } = WORDS[event.name](payload)
    const pluginId = payload.plugin_id ?? event.aggregateId
    const found = await findOwnersOf(pluginId)
    if (!found) return
    const known = new Set([...about, payload.by])
    const names = await findNames([about[0] ?? payload.by].flatMap((id) => id ?? []))
    await this.notify.handle(event, {
      userIds: found.ownerIds.filter((id) => !known.has(id)),
      kind: `registry.${kind}`,
      params: { plugin: found.name, person: [...names.values()].at(0) ?? '', ...params },
      link: `/publisher/plugins/${pluginId}/owners`,
      mail: true,
    })
  }
}
