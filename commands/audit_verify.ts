import { PlatformCommand } from '#core/commands/platform_command'
import { verifyAuditLog, type AuditVerdict } from '#core/audit/verify_audit_log'

export default class AuditVerify extends PlatformCommand<AuditVerdict> {
  static commandName = 'audit:verify'
  static description = 'Walk the hash chain of the audit log; exits with 1 at the first row that was changed, removed or put in'

  protected perform() {
    return verifyAuditLog()
  }

  protected describe({ ok, sealed, unsealed, brokenAt, problem }: AuditVerdict) {
    if (ok) return `The audit log is whole: ${sealed} rows sealed, ${unsealed} waiting for the sealer`
    return `The audit log is broken at row ${brokenAt}: ${problem} (${sealed} rows before it hold)`
  }

  protected isFailure({ ok }: AuditVerdict) {
    return !ok
  }
}
