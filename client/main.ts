import { findCommand, readArguments } from './core/arguments.js'
import { Context } from './core/context.js'
import { printable } from '#core/commands/printable'
import { EXIT, Failure, wrongUsage } from './core/failure.js'
import { closeConnections } from './core/http.js'
import { helpOf, overview } from './core/help.js'
import { bundleExport, bundleImport, bundleVerify } from './commands/bundle.js'
import { info, search } from './commands/look.js'
import { install, list, rollback, uninstall, update } from './commands/install.js'
import { login, logout } from './commands/sign_in.js'
import { publish, yank } from './commands/publish.js'
import { remoteInstall, remoteList, remoteRollback, remoteUninstall, remoteUpdate } from './commands/remote.js'
import { verify } from './commands/verify.js'
import type { Command } from './core/command.js'

const COMMANDS: Command[] = [
  ...[login, logout, search, info, publish, yank],
  ...[install, list, update, uninstall, rollback, verify],
  ...[bundleExport, bundleVerify, bundleImport],
  ...[remoteList, remoteInstall, remoteUpdate, remoteRollback, remoteUninstall],
]

async function main(argv: string[]): Promise<number> {
  const isJson = argv.includes('--json')
  try {
    return await run(argv, isJson)
  } catch (caught) {
    const error = isOfSystem(caught) ? new Failure(caught.code ?? 'SYSTEM', caught.message) : caught
    tell(error, isJson)
    return error instanceof Failure ? error.exitCode : EXIT.failed
  } finally {
    closeConnections()
  }
}

async function run(argv: string[], isJson: boolean): Promise<number> {
  const command = findCommand(COMMANDS, argv)
  if (!command) {
    const isAsked = argv.length === 0 || argv.includes('--help') || argv[0] === 'help'
    if (!isAsked) throw wrongUsage(`There is no command "${argv[0]}": rialto-plugin --help lists them`)
    process.stdout.write(overview(COMMANDS))
    return argv.length ? 0 : EXIT.usage
  }
  const input = readArguments(command, argv)
  if (input.isSet('help')) {
    process.stdout.write(helpOf(command))
    return 0
  }
  const { data, text, exitCode = 0 } = await command.run(input, await Context.read(input, process.env))
  process.stdout.write(`${isJson ? JSON.stringify(data) : printable(text)}\n`)
  return exitCode
}

/** No right to a file, no room left, a folder where a file has to be. */
const isOfSystem = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'syscall' in error

/** What a person can do something about is a line; the rest keeps its stack. */
function tell(error: unknown, isJson: boolean) {
  if (!(error instanceof Failure)) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    return
  }
  const { code, message, details } = error
  if (isJson) process.stdout.write(`${JSON.stringify({ error: message, error_code: code, details })}\n`)
  else process.stderr.write(`${printable([message, ...details.map(({ field, message: text }) => `  ${field}: ${text}`)].join('\n'))}\n`)
}

process.exitCode = await main(process.argv.slice(2))
