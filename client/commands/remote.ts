import { canonicalName } from '#registry/names/plugin_name'
import { Failure, wrongUsage } from '../core/failure.js'
import { readWanted } from '../core/names.js'
import type { Command, Input, Option } from '../core/command.js'
import type { Context } from '../core/context.js'

interface Installation {
  id: string
  plugin: string
  version: string
  status: string
  waiting_version: string | null
}

interface Listed {
  data: Installation[]
  meta: { next_cursor: string | null }
}

interface Offer {
  available: boolean
  version: string
  consent: { added: string[] }
  plan: { along: { name: string; consent: string[] }[] } | null
}

const OWNER: Record<string, Option> = { platform: { about: "The platform's own plugins instead of your company's" } }
const CONSENT: Record<string, Option> = {
  consent: {
    value: 'all|NAME',
    isList: true,
    about: 'A capability that is agreed to, or all that it asks for; may be given several times',
  },
}

const about = ' on the instance itself; needs the sign-in of somebody who may (login --email)'

export const remoteList: Command = {
  ...{ name: 'remote list', words: '', about: `What is installed${about}`, options: OWNER, least: 0, most: 0 },
  async run(input, context) {
    const installations = await list(input, context)
    const lines = installations.map((row) => `${row.plugin} ${row.version}: ${row.status}${waits(row)}`)
    return { data: { installations }, text: lines.join('\n') || 'Nothing is installed' }
  },
}

export const remoteInstall: Command = {
  ...{ name: 'remote install', words: 'NAME[@VERSION]', about: `Install a plugin${about}`, least: 1, most: 1 },
  options: { ...OWNER, ...CONSENT, settings: { value: 'JSON', about: 'Its settings' }, enable: { about: 'Switch it on at once' } },
  async run(input, context) {
    const { name, range } = readWanted(input.words[0]!)
    const settings = input.option('settings')
    const entry = await context.registry().plugin(name)
    const version = range === '*' ? entry.version : range
    const asks = entry.versions.find((row) => row.version === version)?.capabilities ?? []
    const agreed = input.list('consent')
    const body = {
      plugin: name,
      version,
      consent: agreed.includes('all') ? asks : agreed,
      ...(settings ? { settings: parseSettings(settings) } : {}),
      ...(input.isSet('enable') ? { enabled: true } : {}),
      ...(agreed.includes('all') ? { along: await asksAlong(context, { name, version }) } : {}),
    }
    return say(await context.registry().json<Installation>(root(input), { method: 'POST', json: body, isPrivate: true }))
  },
}

export const remoteUpdate: Command = {
  ...{ name: 'remote update', words: 'NAME[@VERSION]', about: `Move a plugin to its newest version${about}`, least: 1, most: 1 },
  options: { ...OWNER, ...CONSENT },
  async run(input, context) {
    const { name, range } = readWanted(input.words[0]!)
    const { id } = await find(name, input, context)
    const registry = context.registry()
    const query = range === '*' ? '' : `?version=${encodeURIComponent(range)}`
    const offer = await registry.json<Offer>(`${root(input)}/${id}/update${query}`, { isPrivate: true })
    if (!offer.available) return { data: { plugin: name, available: false }, text: `${name} runs the newest version of its channel` }
    const agreed = input.list('consent')
    const isAll = agreed.includes('all')
    const along = Object.fromEntries((offer.plan?.along ?? []).map((change) => [change.name, isAll ? change.consent : []]))
    const json = { version: offer.version, consent: isAll ? offer.consent.added : agreed, along }
    return say(await registry.json<Installation>(`${root(input)}/${id}/update`, { method: 'POST', json, isPrivate: true }))
  },
}

export const remoteRollback: Command = {
  ...{
    name: 'remote rollback',
    words: 'NAME',
    about: `Put a plugin back to its last good version${about}`,
    least: 1,
    most: 1,
    options: OWNER,
  },
  async run(input, context) {
    const { id } = await find(input.words[0]!, input, context)
    return say(await context.registry().json<Installation>(`${root(input)}/${id}/roll-back`, { method: 'POST', json: {}, isPrivate: true }))
  },
}

export const remoteUninstall: Command = {
  ...{ name: 'remote uninstall', words: 'NAME', about: `Remove a plugin with its settings and data${about}`, least: 1, most: 1 },
  options: { ...OWNER, force: { about: 'Although other installed plugins need it' } },
  async run(input, context) {
    const { id, plugin, version } = await find(input.words[0]!, input, context)
    const query = input.isSet('force') ? '?force=true' : ''
    await context.registry().json(`${root(input)}/${id}${query}`, { method: 'DELETE', isPrivate: true })
    return { data: { plugin, version }, text: `${plugin} ${version} is removed` }
  },
}

function parseSettings(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw wrongUsage('--settings has to be a JSON object')
  }
}

/** What each plugin asks for that would come along. */
async function asksAlong(context: Context, { name, version }: { name: string; version: string }): Promise<Record<string, string[]>> {
  const registry = context.registry()
  const { lockfile } = await registry.resolve({ requires: { [name]: version } })
  const along: Record<string, string[]> = {}
  for (const other of lockfile.plugins.filter((plugin) => plugin.name !== name)) {
    const { versions } = await registry.plugin(other.name)
    along[other.name] = versions.find((row) => row.version === other.version)?.capabilities ?? []
  }
  return along
}

const root = (input: Input) => (input.isSet('platform') ? 'platform/installations' : 'installations')

async function list(input: Input, context: Context): Promise<Installation[]> {
  const listed: Installation[] = []
  for (let after = ''; ;) {
    const path = root(input) + (after && `?cursor=${encodeURIComponent(after)}`)
    const { data, meta } = await context.registry().json<Listed>(path, { isPrivate: true })
    listed.push(...data)
    if (!meta.next_cursor) return listed
    after = meta.next_cursor
  }
}

async function find(name: string, input: Input, context: Context): Promise<Installation> {
  const found = (await list(input, context)).find(({ plugin }) => canonicalName(plugin) === canonicalName(name))
  if (!found) throw new Failure('NOT_INSTALLED', `${name} is not installed there`)
  return found
}

const waits = ({ waiting_version: waiting }: Installation) => (waiting ? `; ${waiting} waits for consent` : '')

const say = (row: Installation) => ({ data: row, text: `${row.plugin} ${row.version} is installed and ${row.status}${waits(row)}` })
