import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { newId } from '#core/ids'
import { apiToken, createUser, type UserOptions } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import type Tenant from '#tenancy/models/tenant'

/** What answers about people and their rights carry, one with another. */
type Facts = {
  has_second_factor: boolean
  companies: { id: string; name: string; role: string }[]
  id: string
  name: string
  email: string
  status: string
  roles: string[]
  custom_roles: { id: string }[]
  changed: boolean
  proposal_id: string | null
  strike_id: string
  weight: number
  strikes: unknown[]
  appeals: { status: string; grounds: string }[]
  allowed: boolean
  path: { via: string; role: string; granted_by: string | null }[]
}
/** A list or one thing: tests know which they asked for. */
export type Reply = { status: number; json: { error_code: string; meta: { next_cursor: string | null }; data: Facts & Facts[] } }

/** Somebody with a program: asks the API as themselves. */
export class Caller {
  constructor(
    readonly id: string,
    readonly email: string,
    readonly token: string,
    readonly tenant: Tenant | null
  ) {}

  static async of(options: UserOptions = {}): Promise<Caller> {
    const { user, tenant } = await createUser(options)
    return new Caller(user.id, user.email, await apiToken(user, tenant?.id ?? null), tenant)
  }

  get = (path: string) => this.send('GET', path)
  post = (path: string, body: object = {}) => this.send('POST', path, body)
  patch = (path: string, body: object = {}) => this.send('PATCH', path, body)
  put = (path: string) => this.send('PUT', path)
  delete = (path: string) => this.send('DELETE', path)

  async send(method: string, path: string, body?: object): Promise<Reply> {
    const headers = { 'authorization': `Bearer ${this.token}`, 'content-type': 'application/json', 'accept': 'application/json' }
    const answer = await fetch(`http://${env.get('HOST')}:${env.get('PORT')}/api/v1/${path}`, {
      method,
      headers,
      body: body && JSON.stringify(body),
    })
    const text = await answer.text()
    return { status: answer.status, json: (text ? JSON.parse(text) : {}) as Reply['json'] }
  }
}

/** Somebody with a browser who has signed in and seen a page with forms. */
export async function entered(options: UserOptions = {}): Promise<{ visitor: Visitor; id: string; email: string }> {
  const { user, password } = await createUser(options)
  const visitor = new Visitor()
  await visitor.signIn(user.email, password)
  await visitor.open('/account/profile')
  return { visitor, id: user.id, email: user.email }
}

export const roleName = () => `Role ${newId().slice(-12)}`

/** What the audit log says of somebody or something, oldest first. */
export const auditOf = async (targetId: string): Promise<string[]> =>
  (await db.from('audit_log').where('target_id', targetId).orderBy('seq')).map(({ action }) => action as string)
