import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { deviceName } from '#identity/sessions/device_name'
import { UnknownUser } from '#identity/exceptions'
import type { PlatformRole } from '#core/rights'
import type { CustomRole } from '#identity/roles/custom_role'

export type Account = {
  id: string
  email: string
  username: string
  full_name: string
  locale: string
  status: 'active' | 'blocked'
  email_confirmed_at: Date | null
  has_second_factor: boolean
  block_reason: string | null
  blocked_at: Date | null
  created_at: Date
  last_seen_at: Date | null
  roles: PlatformRole[]
  /** Roles of the platform that people made, by name. */
  custom_roles: Pick<CustomRole, 'id' | 'name'>[]
}

export type SignIn = {
  id: string
  /** What people recognise it by; null where it said nothing. */
  device: string | null
  last_ip: string | null
  created_at: Date
  last_used_at: Date
  revoked_at: Date | null
}

/** An account with its platform roles. Throws `UnknownUser` (404). */
export async function findAccount(id: string): Promise<Account> {
  const [account] = await sqlRows<Account>(
    db,
    `select u.id, u.email::text, u.username::text, u.full_name, u.locale, u.status, u.block_reason, u.blocked_at,
            u.created_at, u.last_seen_at, u.email_confirmed_at, u.has_second_factor,
            coalesce((select array_agg(r.role order by r.role) from role_bindings r where r.user_id = u.id), '{}') as roles,
            (select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name) order by lower(r.name)), '[]')
               from custom_role_bindings b join custom_roles r on r.id = b.role_id where b.user_id = u.id and r.tenant_id is null) as custom_roles
     from users u where u.id = ?`,
    [id]
  )
  if (!account) throw new UnknownUser()
  return account
}

export async function listSignIns(userId: string): Promise<SignIn[]> {
  const rows = await sqlRows<Omit<SignIn, 'device'> & { user_agent: string | null }>(
    db,
    `select id, user_agent, host(last_ip) as last_ip, created_at, last_used_at, revoked_at
     from refresh_families where user_id = ? order by created_at desc limit 20`,
    [userId]
  )
  return rows.map(({ user_agent: userAgent, ...row }) => ({ ...row, device: deviceName(userAgent) }))
}
