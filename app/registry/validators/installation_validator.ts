import vine from '@vinejs/vine'

const settings = () => vine.object({}).allowUnknownProperties()
const consent = () => vine.array(vine.string().maxLength(100)).maxLength(50)

export const installValidator = vine.create({
  plugin: vine.string().trim().maxLength(64),
  version: vine.string().maxLength(64).optional(),
  consent: consent().optional(),
  settings: settings().optional(),
  enabled: vine.boolean({ strict: true }).optional(),
})

export const settingsValidator = vine.create({ settings: settings() })

/** A page's form: one checkbox for each capability. */
export const consentValidator = vine.create({ consent: consent().optional(), version: vine.string().maxLength(64).optional() })

export const runsValidator = vine.create({
  limit: vine.number().withoutDecimals().min(1).max(100).optional(),
  cursor: vine.string().maxLength(500).optional(),
  failed: vine.boolean().optional(),
})
