import { COMMON, type Command, type Input, type Option } from './command.js'
import { wrongUsage } from './failure.js'

type Given = Map<string, string[]>

/** Finds the command that the words begin with: the longest name wins. */
export function findCommand(commands: readonly Command[], argv: readonly string[]): Command | undefined {
  const words = argv.filter((word, at) => !word.startsWith('-') && !takesNext(argv[at - 1]))
  return commands
    .filter(({ name }) => name === words.slice(0, name.split(' ').length).join(' '))
    .sort((a, b) => b.name.length - a.name.length)[0]
}

/** Options that every command knows may stand before its name. */
const takesNext = (word = '') => Object.entries(COMMON).some(([name, { value }]) => value !== undefined && word === `--${name}`)

/** Reads options anywhere between the words; `--` ends them. */
export function readArguments(command: Command, argv: readonly string[]): Input {
  const known = { ...COMMON, ...command.options }
  const given: Given = new Map()
  const words: string[] = []
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at]!
    if (word === '--') {
      words.push(...argv.slice(at + 1))
      break
    }
    if (!word.startsWith('--')) words.push(word)
    else at += readOption(known, given, { word, next: argv[at + 1] })
  }
  words.splice(0, command.name.split(' ').length)
  if (!given.has('help')) refuseCount(command, words)
  return {
    words,
    option: (name) => given.get(name)?.at(-1),
    list: (name) => given.get(name) ?? [],
    isSet: (name) => given.has(name),
  }
}

/** How many further words belong to it. */
function readOption(known: Record<string, Option>, given: Given, { word, next }: { word: string; next?: string }): number {
  const [name = '', inline] = splitOnce(word.slice(2))
  const option = Object.hasOwn(known, name) ? known[name] : undefined
  if (!option) throw wrongUsage(`There is no option --${name}`)
  if (given.has(name) && !option.isList) throw wrongUsage(`--${name} is given twice`)
  if (!option.value) {
    if (inline !== undefined) throw wrongUsage(`--${name} takes no value`)
    given.set(name, [])
    return 0
  }
  const value = inline ?? next
  if (value === undefined) throw wrongUsage(`--${name} needs ${option.value}`)
  given.set(name, [...(given.get(name) ?? []), value])
  return inline === undefined ? 1 : 0
}

function splitOnce(text: string): [string, string?] {
  const at = text.indexOf('=')
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

function refuseCount({ name, words: usage, least, most }: Command, words: string[]) {
  if (words.length < least) throw wrongUsage(`${name} needs ${usage}`)
  if (words.length > most) throw wrongUsage(`${name} does not understand "${words[most]}"`)
}
