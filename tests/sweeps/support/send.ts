import env from '#start/env'

export type Sent = {
  method: string
  path: string
  token?: string | null
  /** Sent as JSON; strings and buffers go as they are. */
  body?: unknown
  headers?: Record<string, string>
}

export type Reply = { status: number; headers: Headers; text: string; json: Record<string, unknown> | null }

export const origin = () => `http://${env.get('HOST')}:${env.get('PORT')}`

/** One request as a program sends it: nothing is followed, corrected or escaped on the way. */
export async function send({ method, path, token, body, headers = {} }: Sent): Promise<Reply> {
  const response = await fetch(origin() + path, {
    method,
    redirect: 'manual',
    headers: {
      accept: 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body:
      body === undefined || typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit | undefined) : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: parsed(text) }
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return null
  }
}
