import { createIgnitor } from '../../../../../bin/ignitor.js'
import type { IssueTokens } from '#identity/tokens/issue_tokens'

export type RefreshJob = {
  secrets: string[]
  /** How many refreshes over all families. */
  refreshes: number
  /** How often the same token is sent at once. */
  at: number
}
/** What it says once it listens, and once it is done; the framework says things of its own. */
export type RefresherMessage = { refresher: 'ready' | RefreshOutcome }
/** `lines`: the last token of each family. */
export type RefreshOutcome = { done: number; refused: string[]; lines: string[] }

const SYSTEM = { kind: 'system', userId: null, tenantId: null, tokenId: null, ip: null, requestId: null, label: 'test' } as const
const CLIENT = { ip: '127.0.0.1', userAgent: 'phone' }

/** A process of its own that refreshes all families at once, each token several times in parallel, and follows each line. */
async function refresh(issue: IssueTokens, { secrets, refreshes, at }: RefreshJob): Promise<RefreshOutcome> {
  const outcome: RefreshOutcome = { done: 0, refused: [], lines: [] }
  const rounds = Math.max(1, Math.ceil(refreshes / secrets.length / at))
  const follow = async (first: string) => {
    let secret = first
    for (let round = 0; round < rounds; round++) {
      const answers = await Promise.all(Array.from({ length: at }, () => issue.forRefresh(secret, CLIENT, { actor: SYSTEM })))
      outcome.done += answers.length
      const successors = new Set(answers.map(({ refreshToken }) => refreshToken))
      if (successors.size !== 1) outcome.refused.push(`${successors.size} successors of one token`)
      secret = answers[0].refreshToken
    }
    return secret
  }
  const lines = await Promise.allSettled(secrets.map(follow))
  for (const line of lines) {
    if (line.status === 'fulfilled') outcome.lines.push(line.value)
    else outcome.refused.push(String(line.reason))
  }
  return outcome
}

const say = (refresher: RefresherMessage['refresher']) => process.send!({ refresher } satisfies RefresherMessage)
const app = createIgnitor().createApp('console')
await app.init()
await app.boot()
await app.start(() => {})
// What asks for the application's services can be loaded only now.
const { IssueTokens: Issuer } = await import('#identity/tokens/issue_tokens')
const issue = await app.container.make(Issuer)
process.on('message', (job: RefreshJob) => void refresh(issue, job).then((outcome) => say(outcome)))
process.on('disconnect', () => void app.terminate().then(() => process.exit()))
say('ready')
