import { PluginSchema } from '#database/schema'
import { VISIBLE_PLUGIN_STATUSES, type PluginStatus } from '#registry/enums/plugin_status'

/** A named plugin of a publisher. Not tenant-owned: everybody may see one that is visible. */
export default class Plugin extends PluginSchema {
  static table = 'plugins'

  declare status: PluginStatus

  get isVisible() {
    return VISIBLE_PLUGIN_STATUSES.includes(this.status)
  }

  /** Archived, frozen and removed plugins take no new versions. */
  get takesVersions() {
    return this.status === 'active' || this.status === 'restricted'
  }
}
