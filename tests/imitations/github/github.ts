import { createHmac } from 'node:crypto'
import { newId } from '#core/ids'
import { serve } from '#tests/support/http_server'

type ReleaseOptions = {
  repository?: string
  repositoryId?: number
  tag?: string
  action?: string
  files?: Record<string, Uint8Array | string>
  host?: string
}

/** GitHub as far as releases go: keeps their files, sends readers of them elsewhere, and says what its webhook would. */
export class GithubImitation {
  port = 0
  /** What was asked for. */
  readonly paths: string[] = []
  isDown = false
  #files = new Map<string, Buffer>()
  #close = () => {}

  get url() {
    return `http://127.0.0.1:${this.port}`
  }

  async start() {
    const { port, close } = await serve((request, response) => {
      const path = request.url ?? ''
      this.paths.push(path)
      if (this.isDown) return response.writeHead(503).end()
      if (path.startsWith('/storage')) return response.writeHead(200).end(this.#files.get(path.slice('/storage'.length)))
      if (this.#files.has(path)) return response.writeHead(302, { location: `${this.url}/storage${path}` }).end()
      response.writeHead(404).end('Not Found')
    })
    this.port = port
    this.#close = close
  }

  stop() {
    this.#close()
  }

  /** Publishes a release; answers the payload of its event. */
  release({
    repository = 'octo/shop',
    repositoryId = 77,
    tag = 'v1.1.0',
    action = 'published',
    files = {},
    host = this.url,
  }: ReleaseOptions) {
    const assets = Object.entries(files).map(([name, content]) => {
      const path = `/${repository}/releases/download/${tag}/${name}`
      const bytes = Buffer.from(content)
      this.#files.set(path, bytes)
      return {
        id: 1,
        name,
        size: bytes.length,
        state: 'uploaded',
        content_type: 'application/octet-stream',
        browser_download_url: host + path,
      }
    })
    return {
      action,
      release: { id: 9, tag_name: tag, target_commitish: 'main', draft: false, prerelease: false, body: 'Better than before', assets },
      repository: {
        id: repositoryId,
        name: repository.split('/')[1],
        full_name: repository,
        private: false,
        owner: { login: 'octo', id: 42 },
      },
      sender: { login: 'octo', id: 42 },
    }
  }
}

/** The headers of a delivery. */
export function signedNotice(secret: string, payload: unknown, { event = 'release', delivery = newId() } = {}) {
  const body = JSON.stringify(payload)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/044aadd',
    'x-github-event': event,
    'x-github-delivery': delivery,
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  }
  return { body, headers }
}
