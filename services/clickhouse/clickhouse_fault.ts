/** An answer in ClickHouse's own words, so that its client recognises code and type. */
export class ClickhouseFault extends Error {
  constructor(
    readonly code: number,
    readonly type: string,
    reason: string
  ) {
    super(`Code: ${code}. DB::Exception: ${reason} (${type})`)
    this.name = 'ClickhouseFault'
  }

  /** chdb puts code and type into the text of its errors and nowhere else. */
  static from(error: unknown): ClickhouseFault {
    if (error instanceof ClickhouseFault) return error
    const text = error instanceof Error ? error.message : String(error)
    const [, code, reason] = /^(?:Stream )?Code: (\d+)\. DB::Exception: ([^]*)$/.exec(text) ?? []
    const type = /\(([A-Z][A-Z0-9_]*)\)\s*$/.exec(text)?.[1]
    if (!code || !type) return new ClickhouseFault(1001, 'STD_EXCEPTION', text)
    return new ClickhouseFault(Number(code), type, reason.replace(/\s*\([A-Z0-9_]+\)\s*$/, ''))
  }

  get status(): number {
    return STATUS_BY_TYPE[this.type] ?? 500
  }
}

const STATUS_BY_TYPE: Record<string, number> = {
  SYNTAX_ERROR: 400,
  BAD_ARGUMENTS: 400,
  UNKNOWN_SETTING: 400,
  UNKNOWN_QUERY_PARAMETER: 400,
  BAD_QUERY_PARAMETER: 400,
  TYPE_MISMATCH: 400,
  CANNOT_PARSE_TEXT: 400,
  CANNOT_PARSE_INPUT_ASSERTION_FAILED: 400,
  CANNOT_DECOMPRESS: 400,
  UNKNOWN_TABLE: 404,
  UNKNOWN_DATABASE: 404,
  UNKNOWN_FUNCTION: 404,
  UNKNOWN_IDENTIFIER: 404,
  AUTHENTICATION_FAILED: 403,
  ACCESS_DENIED: 403,
  READONLY: 403,
  TOO_LARGE_STRING_SIZE: 413,
  TIMEOUT_EXCEEDED: 408,
  NOT_IMPLEMENTED: 501,
  TOO_MANY_SIMULTANEOUS_QUERIES: 503,
}
