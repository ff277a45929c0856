import { systemActor, type Actor } from '#core/actor'
import User from '#identity/models/user'
import { UnknownUser } from '#identity/exceptions'

/** In whose name a command of publishers acts: what they may not do, it may not either. Throws `UnknownUser`. */
export async function findPublisher(email: string, command: string): Promise<Actor> {
  const user = await User.findBy('email', email)
  if (!user) throw new UnknownUser()
  return { ...systemActor(command), kind: 'user', userId: user.id }
}
