import { PlatformCommand } from '#core/commands/platform_command'
import { verifyAuditFile, type FileVerdict } from '#core/audit/verify_audit_file'
import { verifyAuditLog, type AuditVerdict } from '#core/audit/verify_audit_log'

type Verdict = AuditVerdict & { file: FileVerdict | null }

export default class AuditVerify extends PlatformCommand<Verdict> {
  static commandName = 'audit:verify'
  static description =
    'Walk the hash chain of the audit log and its copy in a file; exits with 1 at the first row that was changed, removed or put in'

  protected async perform(): Promise<Verdict> {
    // The file first: what is sealed meanwhile may be in the database and not yet in the file, never the other way round.
    const file = await verifyAuditFile()
    return { ...(await verifyAuditLog()), file }
  }

  protected describe(verdict: Verdict) {
    return `${describeLog(verdict)}\n${describeFile(verdict.file)}`
  }

  protected isFailure({ ok, file }: Verdict) {
    return !ok || file?.ok === false
  }
}

function describeLog({ ok, sealed, unsealed, brokenAt, problem }: AuditVerdict) {
  if (ok) return `The audit log is whole: ${sealed} rows sealed, ${unsealed} waiting for the sealer`
  return `The audit log is broken at row ${brokenAt}: ${problem} (${sealed} rows before it hold)`
}

function describeFile(file: FileVerdict | null) {
  if (!file) return 'There is no copy in a file on this machine: workers write it'
  if (file.ok) return `The copy in the file is whole: ${file.lines} lines`
  return `The copy in the file is broken at line ${file.brokenAt}: ${file.problem}`
}
