import { PlatformCommand } from '#core/commands/platform_command'
import { verifyLog, type LogVerdict } from '#registry/log/verify_log'

export default class RegistryVerifyLog extends PlatformCommand<LogVerdict> {
  static commandName = 'registry:verify-log'
  static description = 'Check the public log of the registry from its first entry: order, payloads, signatures, end'

  protected async perform() {
    return verifyLog()
  }

  protected describe({ ok, sealed, unsealed, head, broken_at: at, problem }: LogVerdict) {
    if (!ok) return `The log is broken at entry ${at}: ${problem}`
    return `${sealed} entries are whole and signed, ${unsealed} wait to be sealed; the last hash is ${head}`
  }

  protected isFailure({ ok }: LogVerdict) {
    return !ok
  }
}
