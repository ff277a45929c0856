import { inject } from '@adonisjs/core'
import { PluginTarget } from '#registry/reports/targets/plugin_target'
import { ReviewTarget } from '#registry/reports/targets/review_target'
import { VersionTarget } from '#registry/reports/targets/version_target'
import { PublisherTarget } from '#registry/reports/targets/publisher_target'
import type { SqlClient } from '#core/database/sql'
import type { TargetKind } from '#registry/reports/report'
import type { AddressOf, FoundTarget, ReportTarget, TargetAddress } from '#registry/reports/targets/report_target'

/** Everything that can be complained about. A new kind is a line here. */
@inject()
export class ReportTargets {
  readonly #targets: { [Kind in TargetKind]: ReportTarget<Kind> }

  constructor(plugin: PluginTarget, version: VersionTarget, review: ReviewTarget, publisher: PublisherTarget) {
    this.#targets = { plugin, version, review, publisher }
  }

  of<Kind extends TargetKind>(kind: Kind): ReportTarget<Kind> {
    return this.#targets[kind]
  }

  find<Kind extends TargetKind>(client: SqlClient, address: TargetAddress & { kind: Kind }, isLocked = false): Promise<FoundTarget> {
    return this.of(address.kind).find(client, address as AddressOf<Kind>, isLocked)
  }
}
