/** Payload of every `registry.version_*.v1` event. */
export type VersionEventPayload = {
  plugin_id: string
  version_id: string
  plugin: string
  version: string
  category: string
  capabilities: string[]
  digest: string
  status: string
  /** Whom to tell. */
  publisher_user_id: string | null
  decided_by: string | null
  reason_code: string | null
  reason: string | null
  /** The complaint that led to it, whose decision tells those whom it concerns. */
  report_id: string | null
  serial: number
}
