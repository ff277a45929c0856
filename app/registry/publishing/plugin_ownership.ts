import { PLATFORM_PUBLISHER_ID } from '#registry/publishing/platform_publisher'
import type { Actor } from '#core/actor'
import type { PublishAs } from '#registry/publishing/release'

/** The publisher's role in the row of `plugins`, or null: people have roles, the platform owns those of its own publisher. */
export const MY_ROLE = `coalesce((select o.role from plugin_people o where o.plugin_id = plugins.id and o.user_id = ?),
  case when plugins.publisher_id = ? then 'owner' end)`

/** The two bindings of `MY_ROLE`. */
export const roleBindings = (actor: Actor, as: PublishAs): [string | null, string | null] =>
  as === 'actor' ? [actor.userId, null] : [null, publisherOf(as)]

/** The publisher in whose name it is, where that is not the actor's own. */
export const publisherOf = (as: Exclude<PublishAs, 'actor'>): string => (as === 'platform' ? PLATFORM_PUBLISHER_ID : as.publisherId)
