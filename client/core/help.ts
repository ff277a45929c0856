import { COMMON, type Command, type Option } from './command.js'

export const overview = (
  commands: readonly Command[]
): string => `rialto-plugin: publish, find, install and check plugins of a Rialto registry.

${table(commands.map(({ name, words, about }) => [`${name} ${words}`.trim(), about]))}

${options(COMMON)}

The environment: RIALTO_REGISTRY, RIALTO_TOKEN. What it exits with: 0 done, 1 refused, 2 not understood, 3 not to be trusted
(bytes, a signature or the log), 4 the registry does not answer. rialto-plugin <command> --help says more.
`

export const helpOf = ({ name, words, about, options: own }: Command): string => `rialto-plugin ${`${name} ${words}`.trim()}

${about}

${options({ ...own, ...COMMON })}
`

const options = (all: Record<string, Option>): string =>
  table(Object.entries(all).map(([name, { value, about }]) => [`--${name}${value ? ` ${value}` : ''}`, about]))

function table(rows: [string, string][]): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}
