import env from '#start/env'
import { apiToken, createUser, type TestUser } from '#tests/support/users'
import type Tenant from '#tenancy/models/tenant'

export const OWN = '/api/v1/service-tokens'
export const PLATFORM = '/api/v1/admin/service-tokens'
export type Answer = { status: number; text: string; json: Record<string, string> }

export async function call(method: string, path: string, { token, body }: { token?: string; body?: object } = {}): Promise<Answer> {
  const response = await fetch(`http://${env.get('HOST')}:${env.get('PORT')}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: body && JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, text, json: (text ? JSON.parse(text) : {}) as Record<string, string> }
}

export const terms = { name: 'Warehouse', scopes: ['catalog:read'] }
export const ownerOfCompany = () => createUser({ tenant: { role: 'owner' } })

export async function tokenOf({ user, tenant }: TestUser<Tenant>, scopes = ['catalog:read'], days = 7) {
  const session = await apiToken(user, tenant.id)
  const { json } = await call('POST', OWN, { token: session, body: { name: 'Warehouse', scopes, expires_in_days: days } })
  return { id: json.id, secret: json.token, session }
}
