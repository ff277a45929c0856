import env from '#start/env'
import { listSetting } from '#core/settings/define_setting'

/** `https://shop.example`: no path, no wildcard, and never `null`, which sandboxed pages of anybody send. */
const ORIGIN = /^https?:\/\/(?:[a-z0-9-]+\.)*[a-z0-9-]+(?::\d{1,5})?$/

/** Pages of these origins may call the API from a browser. */
export const corsOrigins = listSetting('core.cors_origins', fromEnvironment(), { pattern: ORIGIN, most: 100 })

function fromEnvironment(): string[] {
  const origins = (env.get('CORS_ORIGINS') ?? '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean)
  const wrong = origins.find((origin) => !ORIGIN.test(origin))
  if (wrong) throw new Error(`CORS_ORIGINS names ${wrong}, which is not an origin like https://shop.example`)
  return origins
}
