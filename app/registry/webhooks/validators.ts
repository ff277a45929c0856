import vine from '@vinejs/vine'
import { WEBHOOK_EVENT_NAMES } from '#registry/webhooks/webhook_events'

const url = () =>
  vine
    .string()
    .trim()
    .url({ require_protocol: true, protocols: ['http', 'https'], require_tld: false })
    .maxLength(2_000)
const events = () => vine.array(vine.enum(WEBHOOK_EVENT_NAMES)).minLength(1).maxLength(WEBHOOK_EVENT_NAMES.length)
const description = () => vine.string().trim().maxLength(200)
/** Names of plugins; none: all of the owner's. */
const plugins = () => vine.array(vine.string().trim().minLength(1).maxLength(64)).maxLength(50)
const publisher = () => vine.string().trim().maxLength(80)
const algorithm = () => vine.enum(['hmac', 'ed25519'] as const)

export const webhookValidator = vine.create({
  url: url(),
  events: events(),
  description: description().optional(),
  algorithm: algorithm().optional(),
  /** The slug of a publisher whose admin one is; without it the webhook is one's own. */
  publisher: publisher().optional(),
  plugins: plugins().optional(),
})

export const webhookChangeValidator = vine.create({
  url: url().optional(),
  events: events().optional(),
  description: description().optional(),
  plugins: plugins().optional(),
  active: vine.boolean({ strict: true }).optional(),
})

const formFields = {
  url: url(),
  events: events(),
  description: description().optional(),
  plugins: plugins().optional(),
}

export const webhookEditValidator = vine.create(formFields)
export const webhookFormValidator = vine.create({
  ...formFields,
  algorithm: algorithm().optional(),
  publisher: publisher().nullable().optional(),
})

const moment = () => vine.string().trim().maxLength(40)

export const replayValidator = vine.create({
  since: moment(),
  until: moment().optional(),
  only_failed: vine.boolean({ strict: true }).optional(),
})

export const replayFormValidator = vine.create({
  hours: vine.number().withoutDecimals().min(1).max(720),
  only_failed: vine.boolean().optional(),
})

export const deliveryPageValidator = vine.create({
  limit: vine.number().withoutDecimals().min(1).max(100).optional(),
  cursor: vine.string().maxLength(400).optional(),
})
