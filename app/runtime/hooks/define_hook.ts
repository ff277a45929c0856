import { hookExport } from '#runtime/manifest/plugin_manifest'

/** One call as the documentation shows it and as new plugins are tried with; a test holds it to the schemas. */
export interface HookExample<Input, Output> {
  input: Input
  output: Output
}

export interface HookOptions<Input = unknown, Output = unknown> {
  /** `discount`; with the version it is what manifests name: `discount@1`. */
  name: string
  version: number
  /** In a few words, for lists. */
  title: string
  /** Who is asked what and when; what happens without an answer. Markdown, English. */
  summary: string
  /** How the answers of several plugins become one, in words. */
  combine: string
  /** `function`: every plugin is asked; `provider`: one that somebody chose; `surface`: shown or served under the plugin's own name. */
  kind: 'function' | 'provider' | 'surface'
  /** JSON Schemas of what a plugin gets and of what it may answer: an answer that does not fit counts as a failure. */
  input: object
  output: object
  example: HookExample<Input, Output>
  /** Called while somebody waits, or by a job or a provider's caller who can wait. Decides limits that are not given. */
  mode: 'request' | 'job'
  /** All plugins together answer within this. */
  deadlineMs: number
  fuel?: number
  /** `open` goes on without a plugin that fails; `closed` throws. */
  failure: 'open' | 'closed'
  /** Without side effects a call may be repeated when the plugin host died under it. */
  sideEffects: boolean
  /** Paths of personal data in input and output, left out of run samples: `buyer.email`, `lines[].note`. */
  sensitive?: readonly string[]
}

/** A point at which plugins are asked. The type parameters are the TypeScript side of the schemas. */
export interface Hook<Input = unknown, Output = unknown> extends HookOptions<Input, Output> {
  /** `discount@1` */
  id: string
  /** `discount_v1` */
  exportName: string
}

const hooks = new Map<string, Hook>()

/**
 * Declares a hook; a domain does so in its `hooks/` folder, once, at import.
 *
 *     export const discountHook = defineHook<DiscountInput, DiscountAnswer>({ name: 'discount', version: 1, … })
 */
export function defineHook<Input, Output>(options: HookOptions<Input, Output>): Hook<Input, Output> {
  const id = `${options.name}@${options.version}`
  if (hooks.has(id)) throw new Error(`The hook ${id} is declared twice`)
  const hook: Hook<Input, Output> = { ...options, id, exportName: hookExport(id) }
  hooks.set(id, hook)
  return hook
}

/** Every hook whose file was loaded, by id; `start/hooks.ts` loads them all. */
export const allHooks = (): Hook[] => [...hooks.values()].sort((a, b) => a.id.localeCompare(b.id))

/** The hook `discount@1`, if there is one. */
export const findHook = (id: string): Hook | undefined => hooks.get(id)
