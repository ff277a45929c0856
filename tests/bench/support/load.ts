import autocannon from 'autocannon'
import { installationCpuSeconds } from './processes.js'

export type LoadTarget = {
  url: string
  headers?: Record<string, string>
  method?: 'GET' | 'POST'
  connections?: number
  seconds?: number
  /** A path and body for each request; the base URL's origin is kept. */
  next?: () => { path?: string; body?: string; headers?: Record<string, string> }
}

/** `cpu_ms`: what the whole installation computes for one request. */
export type LoadFigures = { per_second: number; p50_ms: number; p95_ms: number; requests: number; failed: number; cpu_ms: number }

const WARM_UP_SECONDS = 2

/** Puts load on one address after a short warm-up. Percentiles come from every single answer, not from a histogram. */
export async function load(target: LoadTarget): Promise<LoadFigures> {
  await run({ ...target, seconds: WARM_UP_SECONDS })
  return run(target)
}

async function run({ url, connections = 16, seconds = 6, ...request }: LoadTarget): Promise<LoadFigures> {
  const times: number[] = []
  let failed = 0
  const cpuBefore = installationCpuSeconds()
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon({ url, connections, duration: seconds, requests: [requestOf(request)] }, (error, answer) =>
      error ? reject(error) : resolve(answer)
    )
    instance.on('response', (...answer) => {
      const [, status, , time] = answer
      times.push(time)
      if (status >= 400) failed += 1
    })
  })
  const cpu = installationCpuSeconds() - cpuBefore
  times.sort((a, b) => a - b)
  return {
    per_second: Math.round(times.length / result.duration),
    p50_ms: percentile(times, 0.5),
    p95_ms: percentile(times, 0.95),
    requests: times.length,
    failed: failed + result.errors + result.timeouts,
    cpu_ms: Math.round((cpu * 100_000) / times.length) / 100,
  }
}

function requestOf({ headers, method = 'GET', next }: Omit<LoadTarget, 'url'>): autocannon.Request {
  if (!next) return { method, headers }
  return { method, headers, setupRequest: (request: autocannon.Request) => ({ ...request, ...withHeaders(request, next()) }) }
}

const withHeaders = (request: autocannon.Request, next: ReturnType<NonNullable<LoadTarget['next']>>) => ({
  ...next,
  headers: { ...request.headers, ...next.headers },
})

const percentile = (sorted: number[], share: number) =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10
