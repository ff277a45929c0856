import transmit from '@adonisjs/transmit/services/main'

/**
 * Tells open pages that what they show under `channel` changed: elements with `data-live="channel"` read themselves
 * again. Carries no data, so a channel's name is its only secret. Call it after the commit; a lost nudge loses nothing.
 */
export function nudge(channel: string) {
  transmit.broadcast(channel, { channel })
}
