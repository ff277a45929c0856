import vine from '@vinejs/vine'
import { TENANT_ROLES } from '#core/rights'
import { plainName } from '#core/http/plain_text'
import { accountFields } from '#identity/account_fields'

const companyName = () => plainName({ min: 2, max: 200 })

/** The sign-up page. */
export const signUpValidator = vine.create({
  email: accountFields.email(),
  password: accountFields.password(),
  full_name: accountFields.fullName(),
  company_name: companyName().optional(),
})

/** The API: registry clients send a username, tenants a company name. */
export const registerValidator = vine.create({
  email: accountFields.email(),
  password: accountFields.password(),
  username: accountFields.username().optional(),
  full_name: accountFields.fullName().optional(),
  company_name: companyName().optional(),
  locale: vine.enum(['en', 'ru'] as const).optional(),
})

export const invitationValidator = vine.create({
  email: accountFields.email(),
  role: vine.enum(['admin', 'user', 'viewer'] as const),
})

export const memberRoleValidator = vine.create({ role: vine.enum(TENANT_ROLES) })

export const tenantChoiceValidator = vine.create({ tenant_id: vine.string().uuid() })

/** What the invitation's link ends with. */
export const invitationTokenValidator = vine.create({ token: vine.string().maxLength(100) })

export const transferValidator = vine.create({ user_id: vine.string().uuid() })

/** Whoever closes a company writes its name: no slip does. */
export const closingValidator = vine.create({ name: vine.string().maxLength(200) })

/** A page of a list: a hundred rows at most, and where the one before ended. */
export const pageValidator = vine.create({
  limit: vine.number().withoutDecimals().min(1).max(100).optional(),
  cursor: vine.string().maxLength(1000).optional(),
})
