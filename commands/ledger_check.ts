import db from '@adonisjs/lucid/services/db'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import { verifyLedger, type LedgerReport } from '#ledger/invariants/verify_ledger'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class LedgerCheck extends BaseCommand {
  static commandName = 'ledger:check'
  static description = 'Check every invariant of the ledger; exits with 1 when one is broken'
  static options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Print the report as JSON' })
  declare json: boolean

  @flags.string({ description: 'Check the ledger behind another database connection' })
  declare connection?: string

  async run() {
    const report = await verifyLedger(db.connection(this.connection))
    if (!report.ok) this.exitCode = 1
    if (this.json) {
      process.stdout.write(`${JSON.stringify(report)}\n`)
      return
    }
    this.#print(report)
  }

  #print({ ok, checks, counts }: LedgerReport) {
    for (const check of checks) {
      const line = `${check.number} ${check.name} (${check.ms} ms)`
      if (check.ok) this.logger.success(line)
      else this.logger.error(`${line}: ${check.violations.join('; ')}`)
    }
    const broken = checks.filter((check) => !check.ok).map((check) => check.name)
    const size = `${counts.transactions} transactions, ${counts.entries} entries, ${counts.accounts} accounts, ${counts.holds} holds`
    if (ok) this.logger.info(`The ledger is sound: ${size}`)
    else this.logger.error(`The ledger is broken (${broken.join(', ')}): ${size}`)
  }
}
