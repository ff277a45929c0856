import { ClickhouseFault } from './clickhouse_fault.js'
import { maskSql } from './mask_sql.js'

/** One SQL statement, and the rows that came with it when it is an INSERT with a format. */
export interface Statement {
  sql: string
  verb: string
  /** Of the FORMAT clause. */
  format?: string
  /** Rows are never run as SQL text: a blank line in them would end the statement and start another. */
  insert?: { head: string; tail: string; rows: string }
}

const INSERT_TAIL = /\s(?:SETTINGS\s[^;]*?\s)?FORMAT\s+(\w+)[ \t]*(?:\r?\n)?/i
const VALUES_TAIL = /\sVALUES\s*$/i
const SELECT_FORMAT = /\sFORMAT\s+(\w+)\s*(?:SETTINGS\s[^;]*)?$/i

export function parseStatement(text: string): Statement {
  const isInsert = /^\s*(?:(?:--.*\n|\/\*[^]*?\*\/)\s*)*INSERT\s/i.test(text)
  return isInsert ? parseInsert(text) : parseOther(text)
}

function parseInsert(text: string): Statement {
  const start = endOfHead(text)
  if (start === undefined) return parseOther(text)
  const head = text.slice(0, start.position)
  refuseDangerous(head)
  refuseSecondStatement(maskSql(head)!)
  return {
    sql: text,
    verb: 'INSERT',
    format: start.format,
    insert: { head, tail: start.tail, rows: text.slice(start.end) },
  }
}

/**
 * The rows may hold unbalanced quotes, so the text is masked only up to the clause. `INSERT … SELECT` and
 * `INSERT … VALUES (1)` have no rows in a format: they are statements like any other.
 */
function endOfHead(text: string) {
  for (const found of text.matchAll(new RegExp(INSERT_TAIL, 'gi'))) {
    const before = maskSql(text.slice(0, found.index))
    if (before === undefined) continue
    const clauses = before.replace(/\([^()]*\)/g, '')
    if (/\b(?:VALUES|SELECT|WITH)\b/i.test(clauses)) return undefined
    const end = found.index + found[0].length
    return { position: found.index, end, tail: ` ${found[0].trim()}`, format: found[1] }
  }
  const values = VALUES_TAIL.exec(text)
  if (!values || maskSql(text.slice(0, values.index)) === undefined) return undefined
  return { position: values.index, end: text.length, tail: ' FORMAT Values', format: 'Values' }
}

function parseOther(text: string): Statement {
  const masked = maskSql(text)
  if (masked === undefined) throw syntaxError('a quoted string is not closed')
  refuseDangerous(text)
  const end = refuseSecondStatement(masked)
  const verb = /^[\s(]*(\w+)/.exec(masked)?.[1].toUpperCase()
  if (!verb) throw syntaxError('Empty query')
  const format = SELECT_FORMAT.exec(masked.slice(0, end))?.[1]
  if (verb === 'INSERT' && format) throw syntaxError('INSERT … SELECT takes no format')
  return { sql: text.slice(0, end), verb, format }
}

/** Answers where the statement ends. A second one would let an injection do anything. */
function refuseSecondStatement(masked: string): number {
  const end = masked.indexOf(';')
  if (end === -1) return masked.length
  if (/[^\s;]/.test(masked.slice(end))) throw syntaxError('Multi-statements are not allowed')
  return end
}

/**
 * The engine runs with the rights of this process and has no `user_files` folder to be locked into: what reads or
 * writes the machine or the network is refused here, as ClickHouse's server would.
 */
const OUTSIDE =
  /\b(?:in|out)file\b|\b(?:file|fileCluster|url|urlCluster|http|s3|s3Cluster|gcs|azureBlobStorage\w*|hdfs\w*|remote|remoteSecure|cluster\w*|executable\w*|mysql|postgresql|mongodb|redis|sqlite|jdbc|odbc|iceberg\w*|deltaLake\w*|hudi\w*|paimon\w*|ytsaurus|arrowFlight|python|kafka|rabbitmq|nats|disk|distributed)\s*\(/i

function refuseDangerous(sql: string): void {
  if (sql.includes('\0')) throw syntaxError('a zero byte')
  const found = OUTSIDE.exec(maskSql(sql.replace(/[`"](\w+)[`"]/g, ' $1 ')) ?? '')
  if (!found) return
  throw new ClickhouseFault(497, 'ACCESS_DENIED', `${found[0].trim()} is not allowed here`)
}

const syntaxError = (reason: string) => new ClickhouseFault(62, 'SYNTAX_ERROR', `Syntax error: ${reason}.`)
