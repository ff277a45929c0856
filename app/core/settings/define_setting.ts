import vine from '@vinejs/vine'

export type SettingDefinition<Value> = {
  /** `<domain>.<name>`; also the translation key `settings.<domain>.<name>` */
  key: string
  /** How the panel edits it. `choices` are several of `options` by comma. */
  kind: 'integer' | 'boolean' | 'string' | 'list' | 'choice' | 'choices'
  options?: readonly string[]
  /** Prefix of the texts that name the options; without one they are shown as they are. */
  optionLabels?: string
  /** Validates `{ value }`. */
  schema: { validate(input: { value: unknown }): Promise<{ value: unknown }> }
  default: Value
  unit?: string
  /** Changed by whoever owns the machine alone: a rule that binds those who may change settings. */
  isOfTerminal?: boolean
}

type Bounds = { min?: number; max?: number; unit?: string }

const define = <Value>(definition: Omit<SettingDefinition<Value>, 'schema'> & { schema: unknown }) => definition as SettingDefinition<Value>

/** Declares a whole-number setting with its bounds; out of bounds is refused with 422. */
export const integerSetting = (key: string, fallback: number, { min = 0, max = Number.MAX_SAFE_INTEGER, unit }: Bounds = {}) =>
  define<number>({
    key,
    kind: 'integer',
    default: fallback,
    unit,
    schema: vine.create({ value: vine.number().withoutDecimals().min(min).max(max) }),
  })

/** Declares a switch. */
export const booleanSetting = (key: string, fallback: boolean, { isOfTerminal = false } = {}) =>
  define<boolean>({ key, kind: 'boolean', default: fallback, isOfTerminal, schema: vine.create({ value: vine.boolean() }) })

/** A list of texts of one form, edited as lines. */
export const listSetting = (key: string, fallback: string[], { pattern, most = 100 }: { pattern: RegExp; most?: number }) =>
  define<string[]>({
    key,
    kind: 'list',
    default: fallback,
    schema: vine.create({ value: vine.array(vine.string().maxLength(255).regex(pattern)).maxLength(most).distinct() }),
  })

/** Declares a text of at most `maxLength` characters. */
export const stringSetting = (key: string, fallback: string, maxLength = 200) =>
  define<string>({ key, kind: 'string', default: fallback, schema: vine.create({ value: vine.string().maxLength(maxLength) }) })
