import { fail, kv, settings } from 'rialto:host'
import type { DataSourceV1Answer, DataSourceV1Input, HttpEndpointV1Answer, HttpEndpointV1Input } from 'rialto:hooks'

type Settings = { name: string; title: string; csv: string; separator: 'auto' | ',' | ';' | 'tab'; id_column: string }
type Value = string | number | boolean | null
type Row = { id: string; values: Record<string, Value> }
type Table = { columns: { name: string; type: 'text' | 'number' }[]; rows: Row[] }

const KEY = 'csv'
const PAGE = 100
const NUMBER = /^-?(0|[1-9]\d{0,14})([.]\d{1,10})?$/

/** Serves a CSV file as rows: the one that was uploaded, else the one in the settings. */
export async function data_source_v1({ operation, source, ...asked }: DataSourceV1Input): Promise<DataSourceV1Answer> {
  const options = settings<Settings>()
  const table = readTable(await csvOf(options), options)
  if (operation === 'describe') return { sources: [{ name: options.name, title: options.title || options.name, columns: table.columns }] }
  if (source !== options.name) return fail(`There is no source "${source ?? ''}"; there is ${options.name}`)
  if (operation === 'get') return { rows: table.rows.filter(({ id }) => id === asked.id).slice(0, 1) }
  return pageOf(table, asked)
}

/** `PUT /csv` by people of the shop: the body becomes the file. `DELETE /csv` goes back to the one in the settings. */
export async function http_endpoint_v1({ method, body }: HttpEndpointV1Input): Promise<HttpEndpointV1Answer> {
  if (method === 'DELETE') {
    await kv.delete(KEY)
    return told(200, { kept: false })
  }
  if (body === null) return told(415, { error: 'The file must be text in UTF-8' })
  const { columns, rows } = readTable(body, settings<Settings>())
  await kv.set(KEY, body)
  return told(200, { kept: true, columns: columns.map(({ name }) => name), rows: rows.length })
}

const told = (status: number, body: object): HttpEndpointV1Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

async function csvOf({ csv }: Settings): Promise<string> {
  const kept = await kv.get<string>(KEY)
  return kept ?? csv
}

/** The cursor is the number of rows before the page: a file has one order. */
function pageOf({ rows }: Table, { cursor, limit = PAGE, filters = [] }: Omit<DataSourceV1Input, 'operation'>): DataSourceV1Answer {
  const fitting = rows.filter(({ values }) => filters.every(({ field, value }) => values[field] === value))
  const from = cursor ? Number(cursor) : 0
  if (!Number.isInteger(from) || from < 0) return fail(`"${cursor ?? ''}" is no cursor of this source`)
  const to = from + limit
  return { rows: fitting.slice(from, to), cursor: to < fitting.length ? String(to) : null }
}

function readTable(csv: string, { separator, id_column: idColumn }: Settings): Table {
  const [head = [], ...lines] = parseCsv(csv, separatorOf(csv, separator))
  const names = head.map((name, i) => name.trim() || `column_${i + 1}`)
  const columns = names.map((name, i) => ({ name, type: isNumeric(lines, i) ? ('number' as const) : ('text' as const) }))
  const idAt = idColumn === '' ? -1 : names.indexOf(idColumn)
  if (idColumn !== '' && idAt < 0) return fail(`There is no column "${idColumn}"; there are ${names.join(', ')}`)
  const rows = lines.map((line, number) => ({
    id: (idAt < 0 ? '' : (line[idAt] ?? '')) || String(number + 1),
    values: Object.fromEntries(columns.map(({ name, type }, i) => [name, valueOf(line[i], type)])),
  }))
  return { columns, rows }
}

/** A column is of numbers when every filled cell is one; `007` and telephone numbers stay text. */
function isNumeric(lines: string[][], column: number): boolean {
  const filled = lines.map((line) => line[column] ?? '').filter((cell) => cell !== '')
  return filled.length > 0 && filled.every((cell) => NUMBER.test(cell))
}

function valueOf(cell: string | undefined, type: 'text' | 'number'): Value {
  if (cell === undefined || (cell === '' && type === 'number')) return null
  return type === 'number' ? Number(cell) : cell
}

/** What stands more often in the first line, outside quotes. */
function separatorOf(csv: string, wanted: Settings['separator']): string {
  if (wanted !== 'auto') return wanted === 'tab' ? '\t' : wanted
  const counts: Record<string, number> = { ',': 0, ';': 0, '\t': 0 }
  let isQuoted = false
  for (const letter of csv) {
    if (letter === '"') isQuoted = !isQuoted
    else if (letter === '\n' && !isQuoted) break
    else if (!isQuoted && letter in counts) counts[letter]!++
  }
  return Object.entries(counts).reduce((most, next) => (next[1] > most[1] ? next : most))[0]
}

/** RFC 4180: quotes hold separators, line breaks and doubled quotes. A byte order mark and empty lines are skipped. */
function parseCsv(source: string, separator: string): string[][] {
  const csv = source.replace(/^\ufeff/, '')
  const rows: string[][] = []
  let [row, cell, at]: [string[], string, number] = [[], '', 0]
  const endRow = () => {
    row.push(cell)
    if (row.length > 1 || cell !== '') rows.push(row)
    ;[row, cell] = [[], '']
  }
  while (at < csv.length) {
    const letter = csv[at]!
    if (letter === '"' && cell === '') {
      const quoted = readQuoted(csv, at)
      ;[cell, at] = [quoted.text, quoted.end]
      continue
    }
    if (letter === separator) {
      row.push(cell)
      cell = ''
    } else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && csv[at + 1] === '\n') at++
      endRow()
    } else cell += letter
    at++
  }
  endRow()
  return rows
}

/** From the opening quote on; `end` is the place behind the closing one. */
function readQuoted(csv: string, start: number): { text: string; end: number } {
  let text = ''
  for (let from = start + 1; ;) {
    const quote = csv.indexOf('"', from)
    if (quote < 0) return fail('A quote is opened and never closed')
    text += csv.slice(from, quote)
    if (csv[quote + 1] !== '"') return { text, end: quote + 1 }
    text += '"'
    from = quote + 2
  }
}
