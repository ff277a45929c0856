import { capabilityWords } from '#registry/pages/capability_words'
import { inWords } from '#registry/dependencies/explain/words'
import type { I18n } from '@adonisjs/i18n'
import type { Plan } from '#registry/dependencies/queries/plan_changes'

/** What would come along, in words. */
export const planView = ({ isPossible, along, explanation }: Plan, i18n: I18n) => ({
  isPossible,
  texts: isPossible ? [] : inWords(explanation, i18n),
  along: along.map(({ name, change, from, to, asks }) => ({
    capabilities: capabilityWords(asks, i18n),
    name,
    text: i18n.t(`dependencies.change_${change}`, { from: from ?? '', to: to ?? '' }),
    asks: capabilityWords(asks, i18n)
      .map(({ title }) => title)
      .join(', '),
  })),
})
