import type { Transport } from '@boringnode/bus/types/main'

type Listener = (payload: never) => void

/**
 * Nudges between the processes of one installation: "settings changed", "installations changed", "user blocked".
 * At most once and never the truth itself: who hears a nudge re-reads the database. The sender hears it too.
 */
export class LiveBus {
  #listeners = new Map<string, Set<Listener>>()
  #onReconnect: (() => void)[] = []

  constructor(private readonly transport: Transport) {
    transport.setId(crypto.randomUUID())
    transport.onReconnect(() => this.#onReconnect.forEach((callback) => callback()))
  }

  async publish(channel: string, payload: Record<string, unknown> = {}) {
    this.#hear(channel, payload)
    await this.transport.publish(`rialto::${channel}`, payload as never)
  }

  /** Subscribes for the life of the process. A lost connection is restored by the transport. */
  async subscribe<Payload>(channel: string, listener: (payload: Payload) => void) {
    const known = this.#listeners.get(channel) ?? new Set()
    known.add(listener as Listener)
    const isFirst = !this.#listeners.has(channel)
    this.#listeners.set(channel, known)
    if (isFirst) await this.transport.subscribe(`rialto::${channel}`, (payload: never) => this.#hear(channel, payload))
  }

  /** Nudges sent while the connection was down are lost: called once it is back, to re-read everything. */
  onReconnect(callback: () => void) {
    this.#onReconnect.push(callback)
  }

  async close() {
    await this.transport.disconnect()
  }

  #hear(channel: string, payload: unknown) {
    this.#listeners.get(channel)?.forEach((listener) => listener(payload as never))
  }
}
