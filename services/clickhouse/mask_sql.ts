/**
 * The SQL with every string, quoted name, heredoc and comment replaced by as many blanks: what is left is what the
 * parser acts on, at the same positions. Undefined when a quote is never closed.
 */
export function maskSql(sql: string): string | undefined {
  let masked = ''
  let position = 0
  while (position < sql.length) {
    const end = endOfOpaque(sql, position)
    if (end === undefined) return undefined
    masked += end > position ? blanks(sql, position, end) : sql[position]
    position = Math.max(end, position + 1)
  }
  return masked
}

/** ClickHouse takes the curly quotes of word processors for real ones. */
const QUOTES: Record<string, string> = { "'": "'", '`': '`', '"': '"', '‘': '’', '“': '”' }
const COMMENT = /--.*|#[ !].*|\/\*[^]*?\*\//y
const HEREDOC = /\$(\w*)\$[^]*?\$\1\$/y

/** Where the string, name or comment that starts here ends; here itself when none does, undefined when it never ends. */
function endOfOpaque(sql: string, start: number): number | undefined {
  const first = sql[start]
  if (QUOTES[first]) return endOfQuoted(sql, start, QUOTES[first])
  if (first === '$') return endOfMatch(HEREDOC, sql, start)
  if (first === '-' || first === '#' || first === '/') return endOfMatch(COMMENT, sql, start)
  return start
}

function endOfQuoted(sql: string, start: number, close: string): number | undefined {
  for (let position = start + 1; position < sql.length; position++) {
    if (sql[position] === '\\') position++
    else if (sql[position] === close) {
      // A doubled quote is a quote inside the string.
      if (sql[position + 1] !== close) return position + 1
      position++
    }
  }
  return undefined
}

function endOfMatch(pattern: RegExp, sql: string, start: number): number {
  pattern.lastIndex = start
  return pattern.exec(sql) ? pattern.lastIndex : start
}

const blanks = (sql: string, start: number, end: number) => sql.slice(start, end).replace(/[^\n]/g, ' ')
