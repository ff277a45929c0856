import { inject } from '@adonisjs/core'
import { AttemptWindows } from '#core/limits/attempt_windows'
import { Settings } from '#core/settings/settings'
import { RateLimited } from '#identity/exceptions'
import type { SettingDefinition } from '#core/settings/define_setting'

/** `isExcused`: counted, and let through even beyond the limit. */
export type Attempt = { key: string; limit: number | SettingDefinition<number>; isExcused?: boolean }

/** Counts attempts before they are made, so that parallel ones cannot slip by. */
@inject()
export class Attempts {
  constructor(
    private readonly windows: AttemptWindows,
    private readonly settings: Settings
  ) {}

  /**
   * All are counted, whichever is used up: the answer takes the same time. Throws `RateLimited` (429) with the longest wait.
   * @param windowMs from `window_lengths`
   */
  async count(windowMs: number, attempts: Attempt[]): Promise<void> {
    const verdicts = await this.#take(windowMs, attempts)
    const refused = verdicts.filter(({ isAllowed }, at) => !isAllowed && !attempts[at].isExcused)
    if (refused.length > 0) throw new RateLimited(Math.max(...refused.map(({ waitSeconds }) => waitSeconds)))
  }

  /** Counts an attempt, and answers whether it may be made. */
  async isWithin(windowMs: number, attempt: Attempt): Promise<boolean> {
    const [{ isAllowed }] = await this.#take(windowMs, [attempt])
    return isAllowed
  }

  async forget(windowMs: number, keys: string[]): Promise<void> {
    await this.windows.of(windowMs).forget(keys)
  }

  async #take(windowMs: number, attempts: Attempt[]) {
    const asked = attempts.map(async ({ key, limit }) => ({
      key,
      limit: typeof limit === 'number' ? limit : await this.settings.get(limit),
    }))
    return this.windows.of(windowMs).takeAll(await Promise.all(asked))
  }
}
