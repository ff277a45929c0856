import type { HttpContext } from '@adonisjs/core/http'

const routes = new Set<string>()

/** Names a route whose controller reads the body as it comes: no parser touches it. */
export const readsOwnBody = (routeName: string): void => void routes.add(routeName)

/** Whether this request's body is left to its controller, size and form included. */
export const ownsBody = ({ route }: HttpContext): boolean => route?.name !== undefined && routes.has(route.name)
