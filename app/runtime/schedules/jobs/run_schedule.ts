import { inject } from '@adonisjs/core'
import { HookCaller } from '#runtime/hooks/hook_caller'
import { HookFailed } from '#runtime/exceptions/hook_failed'
import { findInstallation } from '#runtime/installations/installation'
import { claimTick, finishTick, type Tick } from '#runtime/schedules/ticks'
import { scheduleHook } from '#runtime/schedules/schedule_hook'
import type { DomainEvent } from '#core/outbox/event'
import type { Job } from '#core/jobs/types'

/** Runs one tick, once: what a plugin does has effects, so a run that was cut off is not begun again. */
@inject()
export default class RunSchedule implements Job<DomainEvent<{ tick_id: string }>> {
  constructor(private readonly caller: HookCaller) {}

  async handle({ payload }: DomainEvent<{ tick_id: string }>): Promise<void> {
    const tick = await claimTick(payload.tick_id)
    if (tick) await this.#run(tick)
  }

  async #run(tick: Tick): Promise<void> {
    const installation = await findInstallation({ id: tick.installationId, tenantId: tick.tenantId })
    const isThere = installation.isEnabled && installation.manifest.schedules?.some(({ name }) => name === tick.schedule)
    if (!isThere) return finishTick(tick.id, 'skipped', null)
    const input = { schedule: tick.schedule, tick_at: tick.tickAt.toISOString(), is_manual: tick.isManual }
    try {
      const answer = await this.caller.ask(scheduleHook, installation, input)
      await finishTick(tick.id, 'ok', answer?.output.summary ?? null)
    } catch (error) {
      const said = error instanceof HookFailed ? `${error.failure.outcome}: ${error.failure.error ?? ''}` : (error as Error).message
      await finishTick(tick.id, 'failed', said)
    }
  }
}
