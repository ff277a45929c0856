import { DoesNotFit } from '#registry/installing/exceptions'
import { isConcerned } from '#registry/installing/needed_by'
import { planChanges, type Plan, type PlannedChange } from '#registry/dependencies/queries/plan_changes'
import type { Channel } from '#registry/dependencies/plugin_index'
import type { InstallationKey } from '#runtime/installations/installation'
import type { PluginRelease } from '#runtime/installations/release'

export interface WantedRelease extends Pick<InstallationKey, 'tenantId'> {
  release: PluginRelease
  channel?: Channel
}

const ALONE: Plan = { isPossible: true, along: [], version: null, explanation: [] }

/** What has to change beside a plugin that is installed, or moved to this version; nothing where it stands alone. */
export async function planInstallation({ tenantId, release, channel }: WantedRelease): Promise<Plan> {
  const { name: plugin, version, versionId, pluginId } = release
  if (!(await isConcerned({ versionId, pluginId, tenantId }))) return ALONE
  return planChanges({ tenantId, plugin, version, channel })
}

/** The same for whoever is about to do it. Throws `DoesNotFit` (409). */
export async function needPlan(wanted: WantedRelease): Promise<PlannedChange[]> {
  const plan = await planInstallation(wanted)
  if (!plan.isPossible) throw new DoesNotFit(plan.explanation)
  return plan.along
}
