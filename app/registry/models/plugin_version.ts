import { PluginVersionSchema } from '#database/schema'
import { INSTALLABLE_VERSION_STATUSES, PUBLIC_VERSION_STATUSES, type VersionStatus } from '#registry/enums/version_status'

/** One immutable version; only its status and the marks beside it change, by `ChangeVersionStatus`. */
export default class PluginVersion extends PluginVersionSchema {
  static table = 'plugin_versions'

  declare status: VersionStatus

  get isPublic() {
    return PUBLIC_VERSION_STATUSES.includes(this.status)
  }

  get isInstallable() {
    return INSTALLABLE_VERSION_STATUSES.includes(this.status)
  }
}
