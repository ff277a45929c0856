/** The other half of somebody's browser: their cookies at a provider. Follows its redirects until they leave it. */
export class ProviderBrowser {
  #cookies = new Map<string, string>()

  constructor(private readonly origin: string) {}

  /** Goes to `url` and signs in as `account`, or with null cancels; answers the address of ours they are sent back to. */
  async goThrough(url: string, account: string | null): Promise<URL> {
    const page = await this.#follow(url)
    if (!page.url.href.startsWith(this.origin)) return page.url
    if (account === null) return (await this.#follow(`${page.url.href}/abort`)).url
    return (await this.#follow(page.url.href, new URLSearchParams({ account }))).url
  }

  async #follow(start: string, body?: URLSearchParams): Promise<{ url: URL }> {
    let url = new URL(start)
    let init: RequestInit = body ? { method: 'POST', body } : {}
    for (let hop = 0; hop < 10; hop += 1) {
      if (url.origin !== this.origin) return { url }
      const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie: this.#header() } })
      for (const line of response.headers.getSetCookie()) this.#keep(line)
      const location = response.headers.get('location')
      if (!location) return { url }
      url = new URL(location, url)
      init = {}
    }
    throw new Error(`No end of redirects from ${start}`)
  }

  #header = () => [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  #keep(line: string) {
    const [pair] = line.split(';')
    const at = pair.indexOf('=')
    if (pair.slice(at + 1)) this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
    else this.#cookies.delete(pair.slice(0, at))
  }
}
