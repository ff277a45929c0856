import { PLATFORM_PUBLISHER_ID } from '#registry/publishing/platform_publisher'
import type { Actor } from '#core/actor'
import type { PublishAs } from '#registry/publishing/release'

/** Whether the row of `plugins` is the publisher's: people own plugins, the platform has those of its own publisher. */
export const IS_MINE = `(exists (select 1 from plugin_owners o where o.plugin_id = plugins.id and o.user_id = ?) or plugins.publisher_id = ?)`

/** The two bindings of `IS_MINE`. */
export const mineBindings = (actor: Actor, as: PublishAs): [string | null, string | null] =>
  as === 'platform' ? [null, PLATFORM_PUBLISHER_ID] : [actor.userId, null]
