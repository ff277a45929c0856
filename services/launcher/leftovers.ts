import { setTimeout as delay } from 'node:timers/promises'
import { readJson, replaceFile } from '../atomic_file.js'
import { storagePath } from '../paths.js'
import { processStartedAt } from '../processes.js'

export interface ChildIdentity {
  name: string
  pid: number
  startedAt?: string
}

const file = () => storagePath('run', 'children.json')

/** Children leave by themselves within their ten seconds of drain; then they are ended. */
const PATIENCE_MS = 12_000

export const rememberChildren = (children: ChildIdentity[]) => replaceFile(file(), `${JSON.stringify(children)}\n`)

/** After a killed launcher its children still hold ports and the analytics folder for a moment. */
export async function waitForLeftovers(say: (line: string) => void): Promise<void> {
  const left = (readJson<ChildIdentity[]>(file()) ?? []).filter(isAlive)
  if (!left.length) return
  say(`Waiting for ${left.map(({ name }) => name).join(', ')} of the last run to end`)
  const since = Date.now()
  while (left.some(isAlive)) {
    const name = Date.now() - since > PATIENCE_MS ? 'SIGKILL' : 'SIGTERM'
    if (name === 'SIGKILL') left.filter(isAlive).forEach(({ pid }) => process.kill(pid, name))
    await delay(50)
  }
}

/** The start time tells a child from a stranger that got its pid. */
const isAlive = ({ pid, startedAt }: ChildIdentity) => startedAt !== undefined && processStartedAt(pid) === startedAt
