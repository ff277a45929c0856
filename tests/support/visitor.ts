import env from '#start/env'

export type Answer = { status: number; location: string | null; text: string; headers: Headers }

/** Somebody with a browser, without its scripts: keeps cookies, sends the CSRF token of the last page, follows nothing by itself. */
export class Visitor {
  cookies = new Map<string, string>()
  #csrf = ''

  constructor(
    private readonly headers: Record<string, string> = {},
    /** Of another process than this one's server. */
    private readonly base = `http://${env.get('HOST')}:${env.get('PORT')}`
  ) {}

  async open(path: string): Promise<Answer> {
    const answer = await this.#send(path, { method: 'GET' })
    this.#csrf = /name=["']_csrf["'] value=["']([^"']+)["']/.exec(answer.text)?.[1] ?? this.#csrf
    return answer
  }

  /** Posts a form. Open its page first: the token comes from there. */
  submit(path: string, fields: Record<string, string> = {}): Promise<Answer> {
    const body = new URLSearchParams({ _csrf: this.#csrf, ...fields })
    return this.#send(path, { method: 'POST', body })
  }

  async signIn(email: string, password: string): Promise<Answer> {
    await this.open('/sign-in')
    return this.submit('/sign-in', { email, password })
  }

  /** A thief's copy of the cookies as they are now. */
  copy(): Visitor {
    const copy = new Visitor(this.headers, this.base)
    copy.cookies = new Map(this.cookies)
    return copy
  }

  /** An open EventSource: `ended` resolves once the server ended it. */
  async listen(): Promise<{ ended: Promise<void>; hasEnded: () => boolean; stop: () => void }> {
    const stopping = new AbortController()
    const headers = { accept: 'text/event-stream', ...this.headers, ...this.#cookieHeader() }
    const response = await fetch(`${this.base}/__transmit/events?uid=${crypto.randomUUID()}`, { headers, signal: stopping.signal })
    if (response.status !== 200 || !response.body) throw new Error(`The stream was refused with ${response.status}`)
    const reader = response.body.getReader()
    await reader.read()
    let isOver = false
    const drain = async () => {
      while (!(await reader.read()).done);
    }
    const ended = drain()
      .catch(() => {})
      .then(() => void (isOver = true))
    return { ended, hasEnded: () => isOver, stop: () => stopping.abort() }
  }

  #cookieHeader(): { cookie?: string } {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return cookie ? { cookie } : {}
  }

  async #send(path: string, init: RequestInit): Promise<Answer> {
    const headers = { accept: 'text/html', ...this.headers, ...this.#cookieHeader() }
    const response = await fetch(`${this.base}${path}`, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    return { status: response.status, location: response.headers.get('location'), text: await response.text(), headers: response.headers }
  }

  #keep(line: string) {
    const [pair] = line.split(';')
    const at = pair.indexOf('=')
    if (/max-age=(0|-\d+)(;|$)/i.test(line)) this.cookies.delete(pair.slice(0, at))
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
  }
}
