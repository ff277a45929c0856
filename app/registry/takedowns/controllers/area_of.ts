import type { HttpContext } from '@adonisjs/core/http'

/** The same pages are on two panels. */
export const areaOf = ({ route }: HttpContext) => (route?.name?.startsWith('operator.') ? 'operator' : 'moderator')
