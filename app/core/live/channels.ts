import { listChannels } from '#core/modules'
import type { HttpContext } from '@adonisjs/core/http'

/** Whether this visitor may hear that something changed on a channel. */
export type ChannelRule = (ctx: HttpContext, params: Record<string, string>) => boolean

/** Channels nobody declared are silent for everybody. */
export function mayListen(ctx: HttpContext, channel: string): boolean {
  return listChannels().some(([pattern, rule]) => {
    const params = match(pattern, channel)
    return params !== null && rule(ctx, params)
  })
}

function match(pattern: string, channel: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const parts = channel.split('/')
  if (wanted.length !== parts.length) return null
  const params: Record<string, string> = {}
  for (const [at, name] of wanted.entries()) {
    if (name.startsWith(':') && parts[at]) params[name.slice(1)] = parts[at]
    else if (name !== parts[at]) return null
  }
  return params
}
