import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { OutboundHttp } from '#core/outbound/outbound_http'
import { OutboundFailed } from '#core/outbound/exceptions'
import { GATE_LIMITS } from '#runtime/gate/gate_limits'
import { chooseAssets, type AnnouncedRelease, type ReleaseAsset } from '#registry/github/read_release'
import { githubUrl } from '#registry/github/settings'
import { ReleaseRefused } from '#registry/github/exceptions'

const MANIFEST_BYTES = 64 * 1024
const TIMEOUT_MS = 60_000
/** To where its host keeps files. */
const REDIRECTS = 3

/** Fetches the files of a release from where its repository's host keeps them, and from nowhere else. */
@inject()
export class FetchRelease {
  constructor(
    private readonly outbound: OutboundHttp,
    private readonly settings: Settings
  ) {}

  async handle(release: AnnouncedRelease): Promise<{ artifact: Uint8Array; manifest: string }> {
    const { module, manifest } = chooseAssets(release)
    const home = `${(await this.settings.get(githubUrl)).replace(/\/$/, '')}/${release.repository}/releases/download/`
    const text = await this.#fetch(home, manifest, MANIFEST_BYTES)
    return { artifact: await this.#fetch(home, module, GATE_LIMITS.upload_bytes), manifest: Buffer.from(text).toString('utf8') }
  }

  async #fetch(home: string, { name, size, url }: ReleaseAsset, most: number): Promise<Uint8Array> {
    if (!URL.canParse(url) || !new URL(url).href.toLowerCase().startsWith(home.toLowerCase())) {
      throw new ReleaseRefused(`The file ${name} is not one of the repository's releases`)
    }
    if (size > most) throw new ReleaseRefused(`The file ${name} is larger than ${most} bytes`)
    const headers = { 'accept': 'application/octet-stream', 'user-agent': 'Rialto' }
    const { status, body } = await this.outbound.request(url, { headers, maxBytes: most, maxRedirects: REDIRECTS, timeoutMs: TIMEOUT_MS })
    if (status === 404) throw new ReleaseRefused(`The file ${name} cannot be read: the repository has to be public`)
    if (status !== 200) throw new OutboundFailed(`The file ${name} was answered with ${status}`)
    return body
  }
}
