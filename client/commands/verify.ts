import { sha256, type Folder } from '../core/folder.js'
import { EXIT } from '../core/failure.js'
import { FOLDER, folderOf, sayCount, trustedRegistry } from './install.js'
import { readLog, troubleOf, type LogView } from '../core/log.js'
import type { Command } from '../core/command.js'
import type { LockedPlugin } from '#registry/dependencies/lockfile/lockfile'
import type { Trust } from '../core/trust.js'

export const verify: Command = {
  name: 'verify',
  words: '',
  about: "Check a folder against its lockfile: every byte, the registry's signatures and, with --log, the registry's public log",
  options: { ...FOLDER, log: { about: 'Read the public log from its first entry, check its chain, and look what it says of the plugins' } },
  least: 0,
  most: 0,
  async run(input, context) {
    const folder = folderOf(input)
    const lock = await folder.needLock()
    const { registry, trust } = await trustedRegistry(input, context, folder)
    await trust.learn(lock.plugins[0])
    const log = input.isSet('log') ? await readLog(registry, trust) : null
    const plugins = []
    for (const plugin of lock.plugins) plugins.push({ ...plugin, problems: await problemsOf(plugin, { folder, trust, log }) })
    const isWhole = plugins.every(({ problems }) => problems.length === 0)
    const lines = plugins.flatMap(({ name, version, problems }) => problems.map((problem) => `  ${name} ${version}: ${problem}`))
    const right = plugins.filter(({ problems }) => !problems.length).length
    return {
      data: {
        ok: isWhole,
        plugins: plugins.map(({ name, version, digest, problems }) => ({ name, version, digest, problems })),
        log: log && { entries: log.entries, head: log.head },
      },
      text: [
        `${right} of ${sayCount(plugins.length)} what the registry signed`,
        ...lines,
        ...(log ? [`The public log is whole: ${log.entries} entries, the last hash is ${log.head}`] : []),
      ].join('\n'),
      exitCode: isWhole ? 0 : EXIT.untrusted,
    }
  },
}

type Means = { folder: Folder; trust: Trust; log: LogView | null }

async function problemsOf(plugin: LockedPlugin, { folder, trust, log }: Means): Promise<string[]> {
  const bytes = await folder.readModule(plugin)
  if (!bytes) return ['its file is missing']
  const problems = sha256(bytes) === plugin.digest ? [] : ['its bytes were changed']
  const signatures = await folder.readSignatures(plugin)
  if (!signatures) problems.push('its signatures are missing')
  else await trust.check(plugin, signatures).catch((error: Error) => problems.push(error.message))
  return log ? [...problems, ...troubleOf(plugin, log)] : problems
}
