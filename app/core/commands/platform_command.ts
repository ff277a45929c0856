import { BaseCommand, flags } from '@adonisjs/core/ace'
import { factsOf } from '#core/http/error_facts'
import { printable } from '#core/commands/printable'
import type { CommandOptions } from '@adonisjs/core/types/ace'

/**
 * Base of the platform's Ace commands: `--json` for programs, one clear line for people, exit code 1 on a refusal.
 * A command implements `perform()` and answers what it did; `describe()` says it in a line.
 */
export abstract class PlatformCommand<Result = unknown> extends BaseCommand {
  static options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Print the result, or the error, as JSON' })
  declare json: boolean

  /** Does the work. Throw a named exception to refuse. */
  protected abstract perform(): Promise<Result>

  /** One or more lines for people. */
  protected abstract describe(result: Result): string

  /** Override for commands that find something wrong without failing. */
  protected isFailure(_result: Result): boolean {
    return false
  }

  async run() {
    const result = await this.perform()
    if (this.isFailure(result)) this.exitCode = 1
    process.stdout.write(`${this.json ? JSON.stringify(result) : printable(this.describe(result))}\n`)
  }

  /** Ace asks whether the error is handled: refusals are one line, only the unexpected keeps its stack. */
  async completed(): Promise<boolean> {
    if (!this.error) return false
    const { code, message, details } = refusalOf(this.error)
    if (this.json) process.stdout.write(`${JSON.stringify({ error: message, error_code: code, details })}\n`)
    else process.stderr.write(`${[message, ...details.map(({ field, message: text }) => `${field}: ${text}`)].join('; ')}\n`)
    return true
  }
}

/** The operator at the terminal may see what a client of the API may not. */
function refusalOf(error: unknown) {
  const facts = factsOf(error)
  const message = facts.code === 'E_INTERNAL' && error instanceof Error ? sayUnexpected(error) : facts.message
  return { code: facts.code.replace(/^E_/, ''), message, details: facts.details }
}

const MISSING_TABLE_OR_COLUMN = ['42P01', '42703']

/** What the database refused comes with the whole statement in front: people need the end of it. */
function sayUnexpected(error: Error): string {
  const { code, severity } = error as { code?: unknown; severity?: unknown }
  if (typeof severity !== 'string') return error.message
  const said = error.message.split(' - ').at(-1)!
  return MISSING_TABLE_OR_COLUMN.includes(String(code)) ? `${said}. The database is older than the code: node ace migration:run` : said
}
