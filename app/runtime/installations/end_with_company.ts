import app from '@adonisjs/core/services/app'
import { sqlRun } from '#core/database/sql'
import { endWithCompany } from '#tenancy/closing/closing_rules'
import { InstallationChanges } from '#runtime/installations/installation_changes'
import { lockInstallationsOf } from '#runtime/installations/installation'

const REASON = 'The company was closed'

/** Its plugins are switched off, each told and audited: were the company ever opened again, somebody would have to switch them on. */
endWithCompany(async (trx, { actor, tenantId }) => {
  const changes = await app.container.make(InstallationChanges)
  const installations = await lockInstallationsOf(trx, tenantId)
  for (const installation of installations.filter(({ isEnabled }) => isEnabled)) {
    await sqlRun(trx, 'update plugin_installations set is_enabled = false, updated_at = now() where id = ?', [installation.id])
    const change = { event: 'disabled' as const, reason: REASON, tell: { reason: REASON, by: 'system' as const } }
    await changes.record(trx, { actor, installation: { ...installation, isEnabled: false }, change })
  }
})
