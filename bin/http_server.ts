import { createServer, type RequestListener } from 'node:http'
import { answerClientError } from '#core/http/client_error'

/** Node's server, which answers also what it cannot read. */
export const createHttpServer = (listener: RequestListener) => createServer(listener).on('clientError', answerClientError)
