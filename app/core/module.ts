import type { ApiConvention } from '#core/http/openapi/convention'
import type { JobDefinition, Schedule } from '#core/jobs/types'
import type { EventRelay } from '#core/outbox/event_relay'
import type { FourEyesDeclaration } from '#core/four_eyes/four_eyes_act'
import type { NamedRole, Permission, PermissionGrant } from '#core/rights'
import type { ChannelRule } from '#core/live/channels'
import type { ApiSurface } from '#core/limits/api_surface'
import type { BearerScheme } from '#core/http/bearer_scheme'
import type { PaletteSource, PanelEntry, ShellParts } from '#core/panels/panel_entry'
import type { SettingDefinition } from '#core/settings/define_setting'
import type { VaultColumn } from '#core/vault/vault_column'

/** Finds a thing by id: the company it belongs to (null: the platform's) and its name. Null where there is none. */
export type ObjectSource = (id: string) => Promise<{ tenantId: string | null; label: string } | null>

/** What a domain brings to the platform; its public face at boot. Loading it must be cheap: jobs are lazy imports. */
export type RialtoModule = {
  name: string
  /** Permission → the system roles that hold it. */
  permissions?: Record<Permission, PermissionGrant>
  /** Kind of act → how a second person confirms what somebody proposed. */
  fourEyes?: Record<string, FourEyesDeclaration>
  /** Type of thing → whose it is, so that questions about rights can be answered for things of higher tiers. */
  objects?: Record<string, ObjectSource>
  settings?: SettingDefinition<unknown>[]
  /** Job name → where its class is and how it runs. */
  jobs?: Record<string, JobDefinition>
  /** Event name → names of the jobs that consume it. */
  subscriptions?: Record<string, string[]>
  /** Further consumers of events, known only while running: plugins. */
  relay?: EventRelay
  schedules?: Schedule[]
  /** Menu entries of the panels. */
  panels?: PanelEntry[]
  /** Parts of the frame around pages: unread notifications, tenants, cart. */
  shell?: ShellParts
  /** Channels of live pages and who may listen: `'tenants/:id/orders': (ctx, { id }) => ctx.access.tenantId === id`. */
  channels?: Record<string, ChannelRule>
  /** Names of users by id, for lists of lower tiers such as the audit log; identity brings it. */
  people?: (ids: string[]) => Promise<Map<string, string>>
  /** Roles that people made, by name: of the platform where the company is null; identity brings it. */
  customRoles?: (tenantId: string | null) => Promise<NamedRole[]>
  /** What its operations have in common, for the document of the API. */
  convention?: ApiConvention
  /** Tokens of programs, told from those of a sign-in by how they begin. */
  bearer?: BearerScheme
  /** Parts of the API with limits of their own. */
  surfaces?: ApiSurface[]
  /** Finds the domain's things for the Ctrl/Cmd+K palette. */
  palette?: PaletteSource
  /** Where it keeps sealed secrets: rotation of the vault's key finds them by this. */
  vault?: VaultColumn[]
}

/** Declares a domain's module; checked for duplicates when the platform boots. */
export const defineModule = (module: RialtoModule): RialtoModule => module
