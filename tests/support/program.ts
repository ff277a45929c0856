/** A program that talks to the JSON API of an installation with a bearer token. */
export class Program {
  private constructor(
    private readonly url: string,
    private readonly token: string
  ) {}

  static async signIn(url: string, { email, password }: { email: string; password: string }): Promise<Program> {
    const { status, body } = await send<{ access_token: string }>(`${url}/api/v1/auth/login`, { method: 'POST', body: { email, password } })
    if (status !== 200) throw new Error(`Sign-in of ${email} answered ${status}: ${JSON.stringify(body)}`)
    return new Program(url, body.access_token)
  }

  get<Body>(path: string) {
    return this.#send<Body>('GET', path)
  }

  post<Body>(path: string, body: unknown, headers: Record<string, string> = {}) {
    return this.#send<Body>('POST', path, { body, headers })
  }

  patch<Body>(path: string, body: unknown) {
    return this.#send<Body>('PATCH', path, { body })
  }

  #send<Body>(method: string, path: string, { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {}) {
    return send<Body>(`${this.url}${path}`, { method, body, headers: { authorization: `Bearer ${this.token}`, ...headers } })
  }
}

export type Answer<Body> = { status: number; body: Body; ms: number }

async function send<Body>(
  url: string,
  { method, body, headers }: { method: string; body?: unknown; headers?: Record<string, string> }
): Promise<Answer<Body>> {
  const started = performance.now()
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', 'accept': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const text = await answer.text()
  return { status: answer.status, body: (text ? JSON.parse(text) : null) as Body, ms: performance.now() - started }
}
