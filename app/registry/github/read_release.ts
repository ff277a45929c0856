import { ReleaseRefused } from '#registry/github/exceptions'

export type ReleaseAsset = { name: string; size: number; url: string }
/** A release as its host announced it: what is needed of it. */
export type AnnouncedRelease = {
  repository: string
  repositoryId: number
  tag: string
  commit: string | null
  notes: string | null
  assets: ReleaseAsset[]
}

type Payload = {
  action?: unknown
  repository?: { id?: unknown; full_name?: unknown }
  release?: { tag_name?: unknown; target_commitish?: unknown; draft?: unknown; body?: unknown; assets?: unknown }
}
type GivenAsset = { name?: unknown; size?: unknown; browser_download_url?: unknown }

const MOST_ASSETS = 100
const LONGEST_NOTES = 60_000

/** Reads the payload of `release`; null unless it says that one was published. Signed does not mean well-formed. */
export function readRelease(raw: string): AnnouncedRelease | null {
  const { action, repository, release } = parse(raw)
  if (action !== 'published' || !release || release.draft === true) return null
  const { tag_name: tag, target_commitish: commit, body, assets } = release
  const { full_name: name, id } = repository ?? {}
  if (typeof tag !== 'string' || tag.length > 200 || typeof name !== 'string' || !Number.isSafeInteger(id)) return null
  return {
    ...{ repository: name, repositoryId: Number(id), tag },
    commit: typeof commit === 'string' ? commit.slice(0, 200) : null,
    notes: typeof body === 'string' ? body.slice(0, LONGEST_NOTES) : null,
    assets: (Array.isArray(assets) ? (assets as GivenAsset[]) : []).slice(0, MOST_ASSETS).flatMap(toAsset),
  }
}

function parse(raw: string): Payload {
  try {
    return (JSON.parse(raw) ?? {}) as Payload
  } catch {
    return {}
  }
}

function toAsset({ name, size, browser_download_url: url }: GivenAsset): ReleaseAsset[] {
  return typeof name === 'string' && typeof url === 'string' && Number.isSafeInteger(size) ? [{ name, size: Number(size), url }] : []
}

const MODULE = /\.(?:wasm|ts|js)$/i

/** The two files that make a version. Throws `ReleaseRefused` where there are none, or several. */
export function chooseAssets({ assets }: AnnouncedRelease): { module: ReleaseAsset; manifest: ReleaseAsset } {
  const manifest = assets.find(({ name }) => name === 'plugin.json')
  const modules = assets.filter(({ name }) => MODULE.test(name) && !/\.d\.ts$/i.test(name))
  if (!manifest) throw new ReleaseRefused('The release has no file plugin.json')
  if (modules.length !== 1) throw new ReleaseRefused('The release needs one module: a single .wasm or .ts file')
  return { module: modules[0], manifest }
}

/** `v1.2.0`, `1.2.0`, `my-plugin@1.2.0`, `my-plugin/v1.2.0`. */
export function versionOfTag(tag: string): string {
  const [, version] = /^(?:[\w.-]+[@/])?v?(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)$/.exec(tag) ?? []
  if (!version) throw new ReleaseRefused(`The tag ${tag} names no version`)
  return version
}
