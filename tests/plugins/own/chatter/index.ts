import { emit, log } from 'rialto:host'
import type { EventV1Input } from 'rialto:hooks'

/** Says something whenever something is said: for ever, if nobody stops it. */
export async function event_v1({ depth }: EventV1Input): Promise<object> {
  try {
    await emit('said', { after: depth })
  } catch (error) {
    log((error as Error).message)
  }
  return {}
}
