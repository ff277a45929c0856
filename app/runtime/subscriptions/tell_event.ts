import { inject } from '@adonisjs/core'
import { HookCaller } from '#runtime/hooks/hook_caller'
import { HookFailed } from '#runtime/exceptions/hook_failed'
import { atEventDepth } from '#runtime/subscriptions/event_depth'
import { eventHook, type EventInput } from '#runtime/subscriptions/event_hook'
import { findInstallation, type Installation, type InstallationKey } from '#runtime/installations/installation'
import { InstallationNotFound } from '#runtime/exceptions/installation_refused'

export const SWITCHED_OFF = 'The plugin was switched off before it could be told.'

/** Tells one plugin of one event. */
@inject()
export class TellEvent {
  constructor(private readonly caller: HookCaller) {}

  /** Null when it took the event, else why it did not. */
  async tell(installation: Installation, event: EventInput): Promise<string | null> {
    try {
      await atEventDepth(event.depth, () => this.caller.ask(eventHook, installation, event))
      return null
    } catch (error) {
      if (!(error instanceof HookFailed)) throw error
      return `${error.failure.outcome}: ${error.failure.error ?? ''}`
    }
  }

  /** The installation as it is now; null when it was removed. */
  async find(key: InstallationKey): Promise<Installation | null> {
    try {
      return await findInstallation(key)
    } catch (error) {
      if (error instanceof InstallationNotFound) return null
      throw error
    }
  }
}
