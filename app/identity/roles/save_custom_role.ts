import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows } from '#core/database/sql'
import { isUniqueViolation } from '#core/database/unique_violation'
import { assertHolds } from '#identity/roles/assert_holds'
import { lockCustomRole, MAX_ROLES, permissionsFor, type CustomRole } from '#identity/roles/custom_role'
import { RoleChanged, RoleNameTaken, TooManyRoles, UnknownPermission } from '#identity/exceptions/rights'
import type { Actor } from '#core/actor'
import type { Access, Permission } from '#core/rights'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** `access` is what the acting person holds; null for whoever sits at the machine's terminal. */
type By = { actor: Actor; access: Access | null; tenantId: string | null }
type Content = { name: string; description: string; permissions: Permission[] }

export type NewRole = By & Content
export type RoleChange = By & { roleId: string; expectedVersion: number } & Partial<Content>

/** Makes, changes and removes roles of the platform (`tenantId` null) and of companies. Changes count from the holders' next request. */
@inject()
export class SaveCustomRole {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async create({ actor, access, tenantId, ...content }: NewRole): Promise<CustomRole> {
    const permissions = allowedIn(tenantId, content.permissions)
    assertHolds(access, permissions)
    return db.transaction(async (trx) => {
      await assertRoomForOne(trx, tenantId)
      const now = Clock.now().toJSDate()
      const role = { ...content, permissions, id: newId(), tenant_id: tenantId, version: 1, created_at: now, updated_at: now }
      await trx
        .table('custom_roles')
        .insert({ ...role, created_by: actor.userId })
        .catch(refuseTakenName)
      await this.#record(trx, { actor, action: 'created', role, after: contentOf(role) })
      return role
    })
  }

  /** Whoever changes a role must hold what it allowed before as well: taking is as much a right as giving. */
  async update({ actor, access, tenantId, roleId, expectedVersion, ...change }: RoleChange): Promise<CustomRole> {
    return db.transaction(async (trx) => {
      const before = await lockCustomRole(trx, roleId, tenantId)
      if (before.version !== expectedVersion) throw new RoleChanged()
      const { name = before.name, description = before.description } = change
      const permissions = change.permissions ? allowedIn(tenantId, change.permissions) : before.permissions
      assertHolds(access, [...before.permissions, ...permissions])
      const role = { ...before, name, description, permissions, version: before.version + 1, updated_at: Clock.now().toJSDate() }
      const { version, updated_at: at } = role
      await trx
        .from('custom_roles')
        .where('id', roleId)
        .update({ name, description, permissions, version, updated_at: at })
        .catch(refuseTakenName)
      await this.#record(trx, { actor, action: 'changed', role, before: contentOf(before), after: contentOf(role) })
      return role
    })
  }

  /** Takes the role from everybody who has it, too. */
  async remove({ actor, access, tenantId, roleId }: By & { roleId: string }): Promise<CustomRole> {
    return db.transaction(async (trx) => {
      const role = await lockCustomRole(trx, roleId, tenantId)
      assertHolds(access, role.permissions)
      const holders = await sqlRows<{ user_id: string }>(trx, 'delete from custom_role_bindings where role_id = ? returning user_id', [
        roleId,
      ])
      await trx.from('custom_roles').where('id', roleId).delete()
      await this.#record(trx, {
        actor,
        action: 'removed',
        role,
        before: { ...contentOf(role), holders: holders.map((one) => one.user_id) },
      })
      return role
    })
  }

  async #record(
    trx: TransactionClientContract,
    { actor, action, role, before, after }: { actor: Actor; action: string; role: CustomRole; before?: object; after?: object }
  ) {
    const { id, name, tenant_id: tenantId } = role
    const rows = { before: before as Record<string, unknown>, after: after as Record<string, unknown> }
    await this.audit.record(trx, {
      actor,
      action: `identity.custom_role_${action}`,
      target: { type: 'role', id, label: name },
      tenantId,
      ...rows,
    })
    await this.outbox.record(trx, { name: `identity.custom_role_${action}.v1`, aggregateId: id, tenantId, payload: { role_id: id, name } })
  }
}

const contentOf = ({ name, description, permissions }: Content) => ({ name, description, permissions })

function allowedIn(tenantId: string | null, permissions: Permission[]): Permission[] {
  const known = new Set(permissionsFor(tenantId).map(({ code }) => code))
  const strange = permissions.filter((code) => !known.has(code))
  if (strange.length) throw new UnknownPermission(strange)
  return [...new Set(permissions)].sort()
}

async function assertRoomForOne(trx: TransactionClientContract, tenantId: string | null) {
  const [{ count }] = await sqlRows<{ count: number }>(
    trx,
    'select count(*)::int as count from custom_roles where tenant_id is not distinct from ?',
    [tenantId]
  )
  if (count >= MAX_ROLES) throw new TooManyRoles()
}

function refuseTakenName(error: unknown): never {
  throw isUniqueViolation(error, 'custom_roles_name') ? new RoleNameTaken() : error
}
