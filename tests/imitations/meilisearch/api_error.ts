type ErrorType = 'invalid_request' | 'auth' | 'internal'

/** An error as the server words it: `{ message, code, type, link }`. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly type: ErrorType = 'invalid_request'
  ) {
    super(message)
  }

  toJSON() {
    return { message: this.message, code: this.code, type: this.type, link: `https://docs.meilisearch.com/errors#${this.code}` }
  }
}

export const indexNotFound = (uid: string) => new ApiError(404, 'index_not_found', `Index \`${uid}\` not found.`)
