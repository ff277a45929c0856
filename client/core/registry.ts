import { send, type Ask, type Answer } from './http.js'
import { assertLock } from './folder.js'
import { EXIT, Failure, untrusted, wrongUsage } from './failure.js'
import type { EndorsedKey } from '#registry/signing/key_chain'
import type { Lockfile } from '#registry/dependencies/lockfile/lockfile'

export interface VersionEntry {
  version: string
  checksum: string
  size: number
  published_at: string
  yanked: boolean
  downloads: number
  capabilities: string[]
  dependencies: Record<string, string>
}

export interface PluginEntry {
  name: string
  version: string
  description: string
  category: string
  tags: string[]
  license: string
  downloads: number
  rating: number
  reviews_count: number
  verified: boolean
  author: { name: string }
  versions: VersionEntry[]
}

export interface Signatures {
  plugin: string
  version: string
  sha256: string
  size: number
  signatures: { kind: 'author' | 'registry'; owner: string; public_key: string; signature: string; revoked_at: string | null }[]
}

export interface Resolved {
  lockfile: Lockfile
  explanation: { code: string; text: string }[]
  changes: { name: string; change: string; from: string | null; to: string | null }[]
}

export interface Problem {
  error?: string
  error_code?: string
  details?: { field: string; message: string }[]
}

type Request = Omit<Ask, 'url' | 'token'> & { isPrivate?: boolean }

/** The API of one registry. */
export class Registry {
  constructor(
    readonly origin: string,
    private token: string | undefined,
    private readonly renew?: () => Promise<string | undefined>
  ) {}

  search = (question: object) => this.json<{ plugins: PluginEntry[]; total: number }>('plugins/search', { method: 'POST', json: question })
  plugin = (name: string) => this.json<PluginEntry>(`plugins/${path(name)}`)
  signatures = (name: string, version: string) => this.json<Signatures>(`plugins/${path(name)}/versions/${path(version)}/signatures`)

  keys = () => this.json<{ data: EndorsedKey[] }>('registry/keys')

  async resolve(question: object): Promise<Resolved> {
    const resolved = await this.json<Resolved>('resolve', { method: 'POST', json: question })
    assertLock(resolved.lockfile)
    return resolved
  }

  async download(name: string, version: string, purpose?: string): Promise<Buffer> {
    const headers: Record<string, string> = { accept: '*/*', ...(purpose ? { 'x-rialto-purpose': purpose } : {}) }
    const { bytes } = await this.ask(`plugins/${path(name)}/versions/${path(version)}/download`, { headers })
    return bytes
  }

  /** The answer's JSON; a refusal is thrown in its own words. */
  async json<Body>(where: string, request: Request = {}): Promise<Body> {
    const { bytes, status } = await this.ask(where, request)
    if (status === 204) return {} as Body
    try {
      return JSON.parse(bytes.toString('utf8')) as Body
    } catch {
      throw untrusted(`${this.origin} answered ${where} with something else than JSON`)
    }
  }

  async ask(where: string, { isPrivate = false, ...request }: Request): Promise<Answer> {
    if (isPrivate && !this.token) throw wrongUsage(`Sign in first: rialto-plugin login --registry ${this.origin}, or RIALTO_TOKEN`)
    const url = URL.canParse(where) ? new URL(where) : new URL(`/api/v1/${where}`, this.origin)
    const isOurs = isPrivate && url.origin === this.origin
    let answer = await send({ ...request, url, token: isOurs ? this.token : undefined })
    if (answer.status === 401 && isOurs) {
      this.token = await this.renew?.()
      if (this.token) answer = await send({ ...request, url, token: this.token })
    }
    if (answer.status < 200 || answer.status > 299) throw refusalOf(answer)
    return answer
  }
}

const path = (part: string) => encodeURIComponent(part)

function refusalOf({ status, bytes, url }: Answer): Failure {
  const problem = readProblem(bytes)
  const code = problem.error_code ?? (status === 401 ? 'AUTH_REQUIRED' : `HTTP_${status}`)
  const message = problem.error ?? `${url.origin} answered ${status}`
  return new Failure(code, message, status >= 500 ? EXIT.unreachable : EXIT.failed, problem.details ?? [])
}

function readProblem(bytes: Buffer): Problem {
  try {
    return (JSON.parse(bytes.toString('utf8')) ?? {}) as Problem
  } catch {
    return {}
  }
}
