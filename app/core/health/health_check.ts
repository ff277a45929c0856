export type HealthStatus = 'ok' | 'degraded' | 'down' | 'off'

export type ComponentHealth = {
  name: string
  status: HealthStatus
  latencyMs: number | null
  /** One sentence for the operator; never an address with credentials. */
  detail: string | null
}

export type HealthCheck = {
  name: string
  /** Whether the platform cannot take a request without it; the shop sells on without the others. */
  essential: boolean
  /** Answers an optional remark, throws when the part is down. `off` when it is not configured. */
  check: () => Promise<{ status?: HealthStatus; detail?: string } | void>
}

export type HealthReport = { status: 'healthy' | 'degraded' | 'unhealthy'; components: ComponentHealth[]; checkedAt: string }
