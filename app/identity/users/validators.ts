import vine from '@vinejs/vine'
import { PLATFORM_ROLES } from '#core/rights'
import { accountFields } from '#identity/account_fields'
import { USER_SORTS } from '#identity/users/list_users'

const limit = () => vine.number().withoutDecimals().min(1).max(100).optional()
const cursor = () => vine.string().maxLength(1000).optional()
const time = () => vine.date({ formats: { utc: true } }).optional()

export const listUsersValidator = vine.create({
  q: vine.string().trim().minLength(1).maxLength(100).optional(),
  status: vine.enum(['active', 'blocked'] as const).optional(),
  role: vine.enum(PLATFORM_ROLES).optional(),
  role_id: vine.string().uuid().optional(),
  created_from: time(),
  created_to: time(),
  sort: vine.enum(USER_SORTS).optional(),
  limit: limit(),
  cursor: cursor(),
})

export const inviteUserValidator = vine.create({
  email: accountFields.email(),
  full_name: accountFields.fullName(),
  username: accountFields.username().optional(),
  locale: vine.enum(['en', 'ru'] as const).optional(),
})
