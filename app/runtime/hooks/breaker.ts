import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { Settings } from '#core/settings/settings'
import { OpenBreaker } from '#runtime/actions/open_breaker'
import { isFailure, type Run } from '#runtime/runs/run'
import { breakerFailures } from '#runtime/settings'
import type { RunRow } from '#runtime/runs/run_row'
import type { FailureCount } from '#runtime/runs/write_runs'
import type { InstallationKey } from '#runtime/installations/installation'

type JudgedRun = Pick<Run, 'outcome' | 'error' | 'isForStranger'> & { installation: InstallationKey & { pluginName: string } }
type Culprit = JudgedRun['installation']

/**
 * Counts failures in a row for each installation and switches off the one that keeps failing: at once what this process
 * saw itself, and with every written batch what all processes saw together. What strangers sent counts for nothing.
 */
@inject()
export class Breaker {
  readonly #failures = new Map<string, number>()
  readonly #opening = new Map<string, Promise<void>>()

  constructor(
    private readonly settings: Settings,
    private readonly openBreaker: OpenBreaker
  ) {}

  async note({ installation, outcome, error, isForStranger }: JudgedRun): Promise<void> {
    if (isForStranger) return
    if (outcome === 'ok') {
      this.#failures.delete(installation.id)
      return
    }
    if (!isFailure(outcome)) return
    const failures = (this.#failures.get(installation.id) ?? 0) + 1
    this.#failures.set(installation.id, failures)
    if (failures < (await this.settings.get(breakerFailures))) return
    await this.#open(installation, reasonOf(failures, { outcome, error }))
  }

  /** The counts that the database holds after a batch of runs was written. */
  async noteShared(counts: readonly FailureCount[], batch: readonly RunRow[]): Promise<void> {
    if (counts.length === 0) return
    const most = await this.settings.get(breakerFailures)
    for (const { installation_id: id, in_a_row: failures } of counts) {
      const last = batch.findLast((row) => row.installation_id === id && !row.is_for_stranger && isFailure(row.outcome))
      if (failures < most || !last) continue
      await this.#open({ id, tenantId: last.tenant_id, pluginName: last.plugin_name }, reasonOf(failures, last))
    }
  }

  #open(installation: Culprit, reason: string): Promise<void> {
    const opening = this.#opening.get(installation.id) ?? this.#openOnce(installation, reason)
    this.#opening.set(installation.id, opening)
    return opening
  }

  async #openOnce({ id, tenantId, pluginName }: Culprit, reason: string): Promise<void> {
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

const reasonOf = (failures: number, { outcome, error }: { outcome: string; error: string | null }) =>
  `${failures} failures in a row; the last: ${outcome}${error ? `. ${error}` : ''}`
