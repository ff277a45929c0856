import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { Settings } from '#core/settings/settings'
import { OpenBreaker } from '#runtime/actions/open_breaker'
import { breakerFailures } from '#runtime/settings'
import type { Installation } from '#runtime/installations/installation'

type JudgedRun = { installation: Installation; outcome: string; error: string | null }

/** Failures of the platform, not of the plugin: they open nothing. */
const BLAMELESS = new Set(['overloaded', 'host_crashed', 'input_too_large'])

/**
 * Counts failures in a row for each installation and switches off the one that keeps failing. Every process counts for
 * itself; the first to reach the threshold switches off for all.
 */
@inject()
export class Breaker {
  readonly #failures = new Map<string, number>()
  readonly #opening = new Map<string, Promise<void>>()

  constructor(
    private readonly settings: Settings,
    private readonly openBreaker: OpenBreaker
  ) {}

  async note({ installation, outcome, error }: JudgedRun): Promise<void> {
    if (BLAMELESS.has(outcome)) return
    if (outcome === 'ok') {
      this.#failures.delete(installation.id)
      return
    }
    const failures = (this.#failures.get(installation.id) ?? 0) + 1
    this.#failures.set(installation.id, failures)
    if (failures < (await this.settings.get(breakerFailures))) return
    await this.#open(installation, `${failures} failures in a row; the last: ${outcome}${error ? `. ${error}` : ''}`)
  }

  #open(installation: Installation, reason: string): Promise<void> {
    const opening = this.#opening.get(installation.id) ?? this.#openOnce(installation, reason)
    this.#opening.set(installation.id, opening)
    return opening
  }

  async #openOnce({ id, tenantId, pluginName }: Installation, reason: string): Promise<void> {
    try {
      await this.openBreaker.handle({ installation: { id, tenantId }, reason })
      this.#failures.delete(id)
    } catch (error) {
      logger.error({ err: error, plugin: pluginName }, 'a failing plugin could not be switched off')
    } finally {
      this.#opening.delete(id)
    }
  }
}
