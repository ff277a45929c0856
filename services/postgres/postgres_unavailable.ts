/** The embedded server cannot run here; the message says what the operator can do. */
export class PostgresUnavailable extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`Embedded PostgreSQL: ${reason}`, options)
    this.name = 'PostgresUnavailable'
  }
}
