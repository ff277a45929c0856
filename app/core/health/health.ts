import type { ComponentHealth, HealthCheck, HealthDetail, HealthReport } from '#core/health/health_check'

const DEADLINE_MS = 2_000
/** Probes come often and from several places: one round of checks serves all of them for this long. */
const FRESH_MS = 1_000

/** Asks every part how it is, all at once and each with a deadline. */
export class Health {
  #checks: HealthCheck[] = []
  #last: { at: number; report: Promise<HealthReport> } | null = null

  register(...checks: HealthCheck[]) {
    this.#checks.push(...checks)
  }

  report(): Promise<HealthReport> {
    if (!this.#last || performance.now() - this.#last.at > FRESH_MS) {
      this.#last = { at: performance.now(), report: this.#run() }
    }
    return this.#last.report
  }

  async #run(): Promise<HealthReport> {
    const components = await Promise.all(this.#checks.map(examine))
    const isDown = (name: string) => components.find((component) => component.name === name)?.status === 'down'
    const unhealthy = this.#checks.some((check) => check.essential && isDown(check.name))
    const troubled = components.some(({ status }) => status === 'down' || status === 'degraded')
    return {
      status: unhealthy ? 'unhealthy' : troubled ? 'degraded' : 'healthy',
      components,
      checkedAt: new Date().toISOString(),
    }
  }
}

async function examine({ name, check }: HealthCheck): Promise<ComponentHealth> {
  const started = performance.now()
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer()), DEADLINE_MS)
  })
  try {
    const answer = await Promise.race([check(), deadline])
    return { name, status: answer?.status ?? 'ok', latencyMs: elapsed(started), detail: [answer?.detail ?? []].flat() }
  } catch (error) {
    return { name, status: 'down', latencyMs: elapsed(started), detail: [describe(error)] }
  } finally {
    clearTimeout(timer)
  }
}

class NoAnswer extends Error {}

const elapsed = (started: number) => Math.round((performance.now() - started) * 10) / 10

/** The error's first line with anything that looks like credentials in an address removed. */
function describe(error: unknown): HealthDetail {
  if (error instanceof NoAnswer) return { key: 'core.health_no_answer', facts: { seconds: DEADLINE_MS / 1_000 } }
  const text = error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code || error.name : String(error)
  return text
    .split('\n')[0]
    .replace(/\/\/[^@\s/]+@/g, '//')
    .slice(0, 200)
}
