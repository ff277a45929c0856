import { DEPENDENCY_KINDS } from '#registry/dependencies/dependency'
import { countDependents, listDependents, listNeeds, type NeedRow } from '#registry/dependencies/queries/list_needs'
import type { I18n } from '@adonisjs/i18n'
import type { VersionReview } from '#registry/queries/find_version_review'

const NEEDS_SHOWN = 100
const DEPENDENTS_SHOWN = 10

/** What the page of a plugin says of other plugins; empty kinds are left out. */
export async function dependenciesView({ id }: Pick<VersionReview, 'id'>, { canonName, i18n }: { canonName: string; i18n: I18n }) {
  const [needs, dependents, count] = await Promise.all([
    listNeeds(id, { limit: NEEDS_SHOWN }),
    listDependents(canonName, { limit: DEPENDENTS_SHOWN }),
    countDependents(canonName),
  ])
  const ofKind = Map.groupBy(needs.data, ({ kind }) => kind)
  const users = dependents.data.filter(({ kind }) => kind !== 'conflicts')
  return {
    groups: DEPENDENCY_KINDS.filter((kind) => ofKind.has(kind)).map((kind) => ({
      title: i18n.t(`dependencies.kind_${kind}`),
      needs: ofKind.get(kind)!.map(toLink),
    })),
    dependents: [...new Map(users.map((user) => [user.name, user])).values()],
    dependentsText: i18n.t('dependencies.dependents_count', { count }),
  }
}

const toLink = ({ name, range, latest_version: latest }: NeedRow) => ({ name, range, isAvailable: latest !== null })
