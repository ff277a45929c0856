import type { HttpContext } from '@adonisjs/core/http'

/** Of a mailed link its secret is a part of the path: who has it resets a password, and logs are read by more than one. */
const SECRET_PARAMS = ['token', 'secret']

/** The address for the log: without its query, and without secrets that stand in its path. */
export function loggedPath({ request, params }: Pick<HttpContext, 'request' | 'params'>): string {
  const secrets = SECRET_PARAMS.flatMap((name) => (typeof params?.[name] === 'string' ? [[name, params[name] as string]] : []))
  return secrets.reduce((path, [name, secret]) => path.replaceAll(secret, `:${name}`), request.url())
}
