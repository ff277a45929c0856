import type User from '#identity/models/user'
import type { HttpContext } from '@adonisjs/core/http'

/** Signs in under a new session id; the session is tagged, so that blocking the user can end it. */
export async function startSession({ auth, session }: HttpContext, user: User): Promise<void> {
  await auth.use('web').login(user)
  await session.tag(user.id)
}
