import router from '@adonisjs/core/services/router'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** The methods an address answers to: empty where there is nothing at all. */
export function allowedMethods(url: string): string[] {
  const path = url === '/' ? url : url.replace(/\/+$/, '')
  return METHODS.filter((method) => router.match(path, method, false) !== null).flatMap((method) =>
    method === 'GET' ? ['GET', 'HEAD'] : [method]
  )
}
