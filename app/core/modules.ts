import type { ObjectSource, RialtoModule } from '#core/module'
import type { FourEyesDeclaration } from '#core/four_eyes/four_eyes_act'
import type { ApiSurface } from '#core/limits/api_surface'
import type { ApiConvention } from '#core/http/openapi/convention'
import type { BearerScheme } from '#core/http/bearer_scheme'
import type { JobDefinition, Schedule } from '#core/jobs/types'
import type { EventRelay } from '#core/outbox/event_relay'
import type { DeclaredPermission, NamedRole, Permission, PermissionGrant, PlatformRole, TenantRole } from '#core/rights'
import type { PaletteSource, PanelEntry, ShellParts } from '#core/panels/panel_entry'
import type { SettingDefinition } from '#core/settings/define_setting'
import type { VaultColumn } from '#core/vault/vault_column'

const modules = new Map<string, RialtoModule>()
const jobs = new Map<string, JobDefinition>()
const subscriptions = new Map<string, Set<string>>()
const permissions = new Map<string, PermissionGrant>()
const settings = new Map<string, SettingDefinition<unknown>>()
const panelEntries = new Map<string, PanelEntry>()

/** Registers the domains' declarations. Throws on a duplicate job or setting and on a subscription to an unknown job. */
export function registerModules(list: RialtoModule[]) {
  for (const module of list) {
    if (modules.has(module.name)) continue
    modules.set(module.name, module)
    for (const [name, job] of Object.entries(module.jobs ?? {})) claim(jobs, name, job)
    for (const [code, grant] of Object.entries(module.permissions ?? {})) claim(permissions, code, grant)
    for (const setting of module.settings ?? []) claim(settings, setting.key, setting)
    if (module.bearer) claimPrefix(module.bearer.prefix)
    for (const entry of module.panels ?? []) claim(panelEntries, `${entry.panel}:${entry.key}`, entry)
    for (const [event, names] of Object.entries(module.subscriptions ?? {})) {
      const known = subscriptions.get(event) ?? new Set()
      names.forEach((name) => known.add(name))
      subscriptions.set(event, known)
    }
  }
  assertSubscribersExist()
}

export const findJob = (name: string) => jobs.get(name)
export const findSetting = (key: string) => settings.get(key)
export const listSettings = () => [...settings.values()]
/** Every permission with its module and the system roles that hold it. */
export const listPermissions = (): DeclaredPermission[] =>
  [...modules.values()].flatMap(({ name, permissions: own }) =>
    Object.entries(own ?? {}).map(([code, grant]) => ({ code, module: name, grant }))
  )
/** How a second person confirms an act of this kind. */
export const findFourEyesAct = (kind: string): FourEyesDeclaration | undefined =>
  [...modules.values()].find(({ fourEyes }) => fourEyes?.[kind])?.fourEyes?.[kind]
export const listFourEyesActs = () => [...modules.values()].flatMap(({ fourEyes }) => Object.entries(fourEyes ?? {}))
/** Whose a thing of this type is; undefined where no module knows the type. */
export const findObjectSource = (type: string): ObjectSource | undefined =>
  [...modules.values()].find(({ objects }) => objects?.[type])?.objects?.[type]
export const listObjectTypes = (): string[] => [...modules.values()].flatMap(({ objects }) => Object.keys(objects ?? {}))
export const listPanelEntries = () => [...panelEntries.values()]
export const listPaletteSources = (): PaletteSource[] => [...modules.values()].flatMap(({ palette }) => (palette ? [palette] : []))
export const listChannels = () => [...modules.values()].flatMap(({ channels }) => Object.entries(channels ?? {}))
export const listConventions = (): ApiConvention[] => [...modules.values()].flatMap(({ convention }) => convention ?? [])
export const listVaultColumns = (): VaultColumn[] => [...modules.values()].flatMap(({ vault }) => vault ?? [])
/** The first module that brings this part of the frame. */
export const findShellPart = <Name extends keyof ShellParts>(name: Name): ShellParts[Name] =>
  [...modules.values()].find(({ shell }) => shell?.[name])?.shell?.[name]
/** Names of users by id, in one query; what nobody knows is left out. */
export const namesOfPeople = async (ids: (string | null)[]): Promise<Map<string, string>> =>
  (await [...modules.values()].find(({ people }) => people)?.people?.([...new Set(ids.filter((id) => id !== null))])) ?? new Map()
/** Roles that people made: of the platform, or of a company. */
export const customRolesOf = async (tenantId: string | null): Promise<NamedRole[]> =>
  (await [...modules.values()].find(({ customRoles }) => customRoles)?.customRoles?.(tenantId)) ?? []
/** Who knows tokens that begin like this one. */
export const findBearerScheme = (token: string): BearerScheme | undefined =>
  [...modules.values()].find(({ bearer }) => bearer && token.startsWith(bearer.prefix))?.bearer
export const listBearerSchemes = (): BearerScheme[] => [...modules.values()].flatMap(({ bearer }) => bearer ?? [])
export const listApiSurfaces = (): ApiSurface[] => [...modules.values()].flatMap(({ surfaces }) => surfaces ?? [])
export const subscribersOf = (event: string) => [...(subscriptions.get(event) ?? [])]
/** Who decides while running which jobs an event causes. */
export const listRelays = (): EventRelay[] => [...modules.values()].flatMap(({ relay }) => (relay ? [relay] : []))
export const listSchedules = (): Schedule[] => [...modules.values()].flatMap((module) => module.schedules ?? [])

/**
 * Whether a holder of these roles has `permission`. Superadmins have every one, also unknown ones; what only members of
 * a company may do, they may do inside a company of theirs.
 */
export function isGranted(permission: Permission, platform: readonly PlatformRole[], tenant: TenantRole | null): boolean {
  const grant = permissions.get(permission)
  if (platform.includes('superadmin')) return tenant !== null || !isForMembersOnly(grant)
  if (!grant) return false
  return (tenant !== null && !!grant.tenant?.includes(tenant)) || !!grant.platform?.some((role) => platform.includes(role))
}

const isForMembersOnly = (grant: PermissionGrant | undefined) => !!grant?.tenant && !grant.platform

function claim<T>(known: Map<string, T>, name: string, value: T) {
  if (known.has(name)) throw new Error(`${name} is declared twice`)
  known.set(name, value)
}

/** A token must be known by its beginning alone. */
function claimPrefix(prefix: string) {
  const others = [...modules.values()].flatMap(({ bearer }) => (bearer ? [bearer.prefix] : []))
  const isClear = others.filter((other) => other.startsWith(prefix) || prefix.startsWith(other)).length === 1
  if (!isClear) throw new Error(`Tokens that begin with ${prefix} could be mistaken for others`)
}

function assertSubscribersExist() {
  for (const [event, names] of subscriptions) {
    for (const name of names) {
      if (!jobs.has(name)) throw new Error(`${event} is subscribed by ${name}, which no module declares`)
    }
  }
}
