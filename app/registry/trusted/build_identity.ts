import type { JWTPayload } from 'jose'
import type { Provider } from '#registry/trusted/issuers'

/** What a build proves of itself. Owners are known by number: a name can be given up and taken by somebody else. */
export type BuildIdentity = {
  ownerId: string
  repository: string
  workflow: string
  environment: string | null
  /** Kept with what the build publishes. */
  provenance: Record<string, unknown>
}

/** Triggers under which a build of the owner's repository runs what others wrote. */
const OF_STRANGERS = new Set(['pull_request_target', 'workflow_run'])

/** What a provider's claims say; null where they do not say it all. */
export const identifyBuild = (provider: Provider, claims: JWTPayload): BuildIdentity | null => READERS[provider](claims)

export const isOfStrangers = ({ event_name: event }: JWTPayload): boolean => OF_STRANGERS.has(String(event))

const READERS: Record<Provider, (claims: JWTPayload) => BuildIdentity | null> = {
  github: ({ repository_owner_id: owner, repository, workflow_ref: workflow, ...claims }) => {
    if (typeof repository !== 'string' || typeof workflow !== 'string') return null
    // The file of this very repository: a shared workflow of another one says less about who wrote it.
    const folder = `${repository}/.github/workflows/`
    const file = workflow.startsWith(folder) ? /^([^/@]+\.ya?ml)@/.exec(workflow.slice(folder.length))?.[1] : undefined
    return identity({ owner, path: repository, file, claims: { ...claims, repository, workflow_ref: workflow } })
  },
  gitlab: ({ namespace_id: owner, project_path: path, ci_config_ref_uri: config, ...claims }) => {
    if (typeof path !== 'string' || typeof config !== 'string') return null
    const [place, rest] = config.split('//', 2)
    const file = place.endsWith(`/${path}`) ? /^([^@]+)@/.exec(rest ?? '')?.[1] : undefined
    return identity({ owner, path, file, claims: { ...claims, project_path: path, ci_config_ref_uri: config } })
  },
}

type Said = { owner: unknown; path: string; file: string | undefined; claims: Record<string, unknown> }

const PROVENANCE = [
  ...['iss', 'repository', 'project_path', 'workflow_ref', 'ci_config_ref_uri', 'ref', 'sha', 'run_id', 'run_attempt'],
  ...['pipeline_id', 'job_id', 'event_name', 'environment', 'actor', 'user_login', 'repository_id', 'project_id'],
]

function identity({ owner, path, file, claims }: Said): BuildIdentity | null {
  const ownerId = typeof owner === 'string' || typeof owner === 'number' ? String(owner) : ''
  const repository = path.split('/').at(-1)
  if (!/^\d{1,20}$/.test(ownerId) || !repository || !file) return null
  const known = PROVENANCE.filter((name) => ['string', 'number'].includes(typeof claims[name]))
  const provenance = { owner_id: ownerId, ...Object.fromEntries(known.map((name) => [name, claims[name]])) }
  const environment = typeof claims.environment === 'string' ? claims.environment : null
  return { ownerId, repository, workflow: file, environment, provenance }
}
