import vine from '@vinejs/vine'
import { PLATFORM_ROLES } from '#core/rights'

const reason = () => vine.string().trim().minLength(3).maxLength(1000)
const name = () => vine.string().trim().minLength(2).maxLength(60)
const description = () => vine.string().trim().maxLength(500)
const permissions = () => vine.array(vine.string().maxLength(80)).minLength(1).maxLength(200)
const version = () => vine.number().withoutDecimals().min(1)

export const newRoleValidator = vine.create({ name: name(), description: description().optional(), permissions: permissions() })

export const roleChangeValidator = vine.create({
  version: version(),
  name: name().optional(),
  description: description().optional(),
  permissions: permissions().optional(),
})

/** The page sends every field; no box ticked sends no permissions. */
export const roleFormValidator = vine.create({
  name: name(),
  description: description().optional(),
  permissions: permissions(),
  version: version().optional(),
})

/** A system role by its name, or a role that people made by its id. */
export const grantValidator = vine.create({
  role: vine.enum(PLATFORM_ROLES).optional().requiredIfMissing('role_id'),
  role_id: vine.string().uuid().optional(),
  reason: reason(),
})

const SYSTEM_ROLE_OR_ID = new RegExp(`^(?:${PLATFORM_ROLES.join('|')}|[0-9a-f-]{36})$`)

/** The page's one list of both kinds. */
export const anyRoleValidator = vine.create({ role: vine.string().regex(SYSTEM_ROLE_OR_ID), reason: reason() })

const permission = () => vine.string().trim().minLength(3).maxLength(80)
const object = () =>
  vine
    .string()
    .trim()
    .maxLength(120)
    .regex(/^[a-z_]+:[0-9a-zA-Z-]+$/)
    .optional()

export const explainValidator = vine.create({ permission: permission(), object: object(), tenant_id: vine.string().uuid().optional() })

/** The page opens before anything is asked. */
export const explainFormValidator = vine.create({
  permission: permission().optional(),
  object: object(),
  tenant_id: vine.string().uuid().optional(),
  /** By name, where people ask. */
  company: vine.string().trim().maxLength(120).optional(),
})
