import type { SettingDefinition } from '#core/settings/define_setting'

/** A part of the API with limits of its own; the module that serves it declares it. */
export type ApiSurface = {
  name: string
  /** What stands behind `/api/v1/`: `plugins`. */
  segments: readonly string[]
  perAddress: SettingDefinition<number>
  perUser: SettingDefinition<number>
}
