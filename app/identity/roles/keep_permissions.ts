import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { listPermissions } from '#core/modules'
import type { Job } from '#core/jobs/types'

/** Writes what the modules declare into the table of permissions: for reports and joins. Nothing running reads it. */
export default class KeepPermissions implements Job {
  async handle() {
    const declared = listPermissions().map(({ code, module, grant }) => ({
      ...{ code, module, platform_roles: ['superadmin', ...(grant.platform ?? [])], tenant_roles: grant.tenant ?? [] },
    }))
    await db.transaction(async (trx) => {
      await sqlRun(
        trx,
        `insert into permissions (code, module, platform_roles, tenant_roles)
         select d.code, d.module, d.platform_roles, d.tenant_roles
           from jsonb_to_recordset(?::jsonb) as d(code text, module text, platform_roles text[], tenant_roles text[])
         on conflict (code) do update
            set module = excluded.module, platform_roles = excluded.platform_roles, tenant_roles = excluded.tenant_roles, updated_at = now()
          where (permissions.module, permissions.platform_roles, permissions.tenant_roles)
             is distinct from (excluded.module, excluded.platform_roles, excluded.tenant_roles)`,
        [JSON.stringify(declared)]
      )
      await sqlRun(trx, 'delete from permissions where code <> all(?)', [declared.map(({ code }) => code)])
    })
  }
}
