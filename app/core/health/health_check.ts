export type HealthStatus = 'ok' | 'degraded' | 'down' | 'off'

/** A translation key with what it tells of; a text as it is where it is a technical name or the words of another program. */
export type HealthDetail = string | { key: string; facts?: Record<string, string | number> }

export type ComponentHealth = {
  name: string
  status: HealthStatus
  latencyMs: number | null
  /** For the operator, in the operator's language; never an address with credentials. */
  detail: HealthDetail[]
}

/** `off` when it is not configured. */
export type HealthAnswer = { status?: HealthStatus; detail?: HealthDetail | HealthDetail[] }

export type HealthCheck = {
  name: string
  /** Whether the platform cannot take a request without it; the shop sells on without the others. */
  essential: boolean
  /** Answers an optional remark, throws when the part is down. */
  check: () => Promise<HealthAnswer | void>
}

export type HealthReport = { status: 'healthy' | 'degraded' | 'unhealthy'; components: ComponentHealth[]; checkedAt: string }
