import { send, type Reply, type Sent } from '#tests/sweeps/support/send'
import { apiToken, type TestUser } from '#tests/support/users'

/** Somebody signed in by API: what they call, they call with one access token. */
export type OwnProgram = { call: (method: string, path: string, rest?: Pick<Sent, 'body' | 'headers'>) => Promise<Reply> }

export async function programOf({ user }: Pick<TestUser, 'user'>): Promise<OwnProgram> {
  const token = await apiToken(user)
  return { call: (method, path, rest) => send({ method, path, token, ...rest }) }
}
