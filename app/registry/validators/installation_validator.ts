import vine from '@vinejs/vine'
import { lockfileShape } from '#registry/dependencies/lockfile/read_lockfile'

const settings = () => vine.object({}).allowUnknownProperties()
const consent = () => vine.array(vine.string().maxLength(300)).maxLength(100)
/** Plugin that comes along → what is agreed to for it. */
const along = () => vine.record(consent())
const version = () => vine.string().maxLength(64)

export const installValidator = vine.create({
  plugin: vine.string().trim().maxLength(64),
  version: version().optional(),
  consent: consent().optional(),
  settings: settings().optional(),
  secrets: vine.record(vine.string().maxLength(8_192)).optional(),
  enabled: vine.boolean({ strict: true }).optional(),
  along: along().optional(),
})

export const settingsValidator = vine.create({ settings: settings() })

/** A page's form: one checkbox for each capability. */
export const consentValidator = vine.create({ consent: consent().optional(), version: version().optional(), along: along().optional() })

export const updateValidator = vine.create({
  version: version().optional(),
  consent: consent().optional(),
  settings: settings().optional(),
  secrets: vine.record(vine.string().maxLength(8_192)).optional(),
  along: along().optional(),
})

export const offerValidator = vine.create({ version: version().optional() })

export const replayValidator = vine.create({ version: version().optional() })

const channel = () => vine.enum(['stable', 'beta'] as const)

export const steerValidator = vine.create({ pinned: vine.boolean({ strict: true }).optional(), channel: channel().optional() })

/** As a page's form sends it: a box that is not ticked is not there. */
export const steerFormValidator = vine.create({ pinned: vine.boolean().optional(), channel: channel() })

/** Empty fields keep what is set. */
const secrets = () => vine.record(vine.string().maxLength(8_192).nullable())

export const secretFormValidator = vine.create({ secrets: secrets().optional() })

export const updateFormValidator = vine.create({
  version: version(),
  consent: consent().optional(),
  secrets: secrets().optional(),
  along: along().optional(),
})

/** Removed although others need it. */
export const uninstallValidator = vine.create({ force: vine.boolean().optional() })

export const lockValidator = vine.create({
  lock: lockfileShape(),
  along: along().optional(),
  enabled: vine.boolean({ strict: true }).optional(),
})

/** Kept as it is, blanks and all. */
export const secretValidator = vine.create({ value: vine.string().maxLength(8_192) })

const paging = { limit: vine.number().withoutDecimals().min(1).max(100).optional(), cursor: vine.string().maxLength(500).optional() }

export const installationsValidator = vine.create(paging)

export const runsValidator = vine.create({ ...paging, failed: vine.boolean().optional() })

const moment = () => vine.date({ formats: ['iso8601'] }).optional()

export const runLogValidator = vine.create({
  ...paging,
  failed: vine.boolean().optional(),
  installation: vine.string().uuid().optional(),
  plugin: vine.string().maxLength(64).optional(),
  hook: vine.string().maxLength(100).optional(),
  outcome: vine.string().maxLength(40).optional(),
  since: moment(),
  until: moment(),
})
