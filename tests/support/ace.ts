import kernel from '@adonisjs/core/services/ace'
import type { BaseCommand } from '@adonisjs/core/ace'

type CommandClass = Parameters<typeof kernel.create>[0]

/** Runs an Ace command in this process: a whole one apart would cost many seconds. With `--json`: what it printed and how it ended. */
export async function aceJson(command: CommandClass, ...args: string[]): Promise<Record<string, unknown> & { code: number }> {
  const made = (await kernel.create(command, [...args, '--json'])) as BaseCommand
  const { stdout } = process
  const write = stdout.write.bind(stdout)
  let out = ''
  stdout.write = ((chunk: string) => {
    out += chunk
    return true
  }) as typeof stdout.write
  try {
    await made.exec()
  } finally {
    stdout.write = write
  }
  return { ...(JSON.parse(out) as Record<string, unknown>), code: made.exitCode ?? 0 }
}
