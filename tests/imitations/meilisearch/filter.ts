import { ApiError } from '#tests/imitations/meilisearch/api_error'

export type StoredFields = Record<string, unknown>
type Test = (document: StoredFields) => boolean
type Value = string

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|>=|<=|!=|[()[\],=<>]|[^\s()[\],=<>!]+)/y
const invalid = (message: string) => new ApiError(400, 'invalid_search_filter', message)

/** Compiles the documented filter: a string, or a list of strings that must all hold, or a list of lists of which one must. */
export function compileFilter(filter: unknown, filterable: string[]): Test {
  if (filter === undefined || filter === null) return () => true
  if (typeof filter === 'string') return filter.trim() ? new FilterParser(filter, filterable).parse() : () => true
  if (!Array.isArray(filter)) throw invalid('Invalid syntax for the filter parameter: `expected String, Array`.')
  const all = filter.map((part: unknown) => {
    if (!Array.isArray(part)) return compileFilter(part, filterable)
    const any = part.map((option: unknown) => compileFilter(option, filterable))
    return (document: StoredFields) => any.some((test) => test(document))
  })
  return (document) => all.every((test) => test(document))
}

class FilterParser {
  #tokens: string[]
  #at = 0

  constructor(
    private readonly source: string,
    private readonly filterable: string[]
  ) {
    this.#tokens = tokens(source)
  }

  parse(): Test {
    const test = this.#or()
    if (this.#at < this.#tokens.length) throw this.#unexpected()
    return test
  }

  #or(): Test {
    const options = [this.#and()]
    while (this.#take('OR')) options.push(this.#and())
    return (document) => options.some((test) => test(document))
  }

  #and(): Test {
    const parts = [this.#not()]
    while (this.#take('AND')) parts.push(this.#not())
    return (document) => parts.every((test) => test(document))
  }

  #not(): Test {
    if (this.#take('NOT')) {
      const test = this.#not()
      return (document) => !test(document)
    }
    if (!this.#take('(')) return this.#condition()
    const test = this.#or()
    this.#expect(')')
    return test
  }

  #condition(): Test {
    const attribute = unquote(this.#next())
    if (!this.filterable.includes(attribute)) {
      throw invalid(
        `Attribute \`${attribute}\` is not filterable. Available filterable attributes are: \`${this.filterable.join(', ')}\`.\n${this.source}`
      )
    }
    const operator = this.#next().toUpperCase()
    const valuesOf = (document: StoredFields) => [document[attribute]].flat().filter((value) => value !== undefined && value !== null)
    if (operator === 'EXISTS') return (document) => document[attribute] !== undefined
    if (operator === 'IN') return oneOf(valuesOf, this.#list())
    return this.#comparison(operator, valuesOf)
  }

  #comparison(operator: string, valuesOf: (document: StoredFields) => unknown[]): Test {
    const wanted = unquote(operator === 'TO' ? this.#next() : this.#value())
    const compare: Record<string, (value: unknown) => boolean> = {
      '=': (value) => same(value, wanted),
      '>': (value) => Number(value) > Number(wanted),
      '>=': (value) => Number(value) >= Number(wanted),
      '<': (value) => Number(value) < Number(wanted),
      '<=': (value) => Number(value) <= Number(wanted),
    }
    if (operator === '!=') return (document) => !valuesOf(document).some((value) => same(value, wanted))
    if (!compare[operator]) throw this.#unexpected()
    if (operator !== '=' && !Number.isFinite(Number(wanted))) throw invalid(`Invalid number: \`${wanted}\`.`)
    return (document) => valuesOf(document).some(compare[operator])
  }

  #list(): Value[] {
    this.#expect('[')
    const values: Value[] = []
    while (!this.#take(']')) {
      values.push(unquote(this.#next()))
      this.#take(',')
    }
    return values
  }

  #value() {
    const value = this.#next()
    if (['(', ')', '[', ']', ','].includes(value)) throw this.#unexpected()
    return value
  }

  #take(token: string) {
    if (this.#tokens[this.#at]?.toUpperCase() !== token) return false
    this.#at++
    return true
  }

  #expect(token: string) {
    if (!this.#take(token)) throw this.#unexpected()
  }

  #next() {
    const token = this.#tokens[this.#at++]
    if (token === undefined) throw this.#unexpected()
    return token
  }

  #unexpected() {
    return invalid(`Was expecting an operation \`=\`, \`!=\`, \`>=\`, \`>\`, \`<=\`, \`<\`, \`IN\`, \`EXISTS\` at \`${this.source}\`.`)
  }
}

function tokens(source: string): string[] {
  const found: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const match = TOKEN.exec(source)
    if (!match) throw invalid(`Found unexpected characters at the end of the filter: \`${source}\`.`)
    found.push(match[1])
  }
  return found
}

const oneOf =
  (valuesOf: (document: StoredFields) => unknown[], wanted: Value[]): Test =>
  (document) =>
    valuesOf(document).some((value) => wanted.some((one) => same(value, one)))

const same = (value: unknown, wanted: string) => String(value).toLowerCase() === wanted.toLowerCase()
const unquote = (token: string) => (/^["']/.test(token) ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token)
