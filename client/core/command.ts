import type { Context } from './context.js'

export interface Option {
  /** `VALUE` as the help shows it; a switch has none. */
  value?: string
  /** May be given several times. */
  isList?: boolean
  about: string
}

export interface Outcome {
  /** For `--json`. */
  data: object
  /** For people. */
  text: string
  /** Something was found wrong, though the command did its work. */
  exitCode?: number
}

export interface Input {
  words: string[]
  option: (name: string) => string | undefined
  list: (name: string) => string[]
  isSet: (name: string) => boolean
}

export interface Command {
  /** One or two words: `bundle export`. */
  name: string
  /** `NAME[@RANGE]…` */
  words: string
  about: string
  options: Record<string, Option>
  /** How many words it takes. */
  least: number
  most: number
  run(input: Input, context: Context): Promise<Outcome>
}

/** Understood by every command. */
export const COMMON: Record<string, Option> = {
  registry: { value: 'URL', about: 'The registry; RIALTO_REGISTRY or the one of the last login where it is left out' },
  json: { about: 'Print the result, or the error, as JSON' },
  help: { about: 'Show what a command takes' },
}
