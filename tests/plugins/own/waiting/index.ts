import { kv } from 'rialto:host'

/** Takes as long as the platform takes to keep a value. */
export function http_endpoint_v1(): { status: number; body: string } {
  kv.set('asked', true)
  return { status: 200, body: 'kept' }
}
