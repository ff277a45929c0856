import { inWords } from '#registry/dependencies/explain/words'
import type { I18n } from '@adonisjs/i18n'
import type { Installation } from '#runtime/installations/installation'
import type { Plan } from '#registry/dependencies/queries/plan_changes'
import type { UpdateOffer } from '#registry/pages/update_offer'

type Offered = { offer: UpdateOffer | null; plan: Plan | null }

/** `available: false` when the installation runs the newest version of its channel. */
export const toUpdateJson = (installation: Installation, { offer, plan }: Offered, i18n: I18n) => ({
  available: offer !== null,
  current_version: installation.version,
  version: offer?.release.version ?? null,
  consent: { added: offer?.asks.added ?? [], removed: offer?.asks.removed ?? [], kept: offer?.asks.kept ?? [] },
  hooks: offer?.hooks ?? { added: [], removed: [] },
  missing_settings: offer?.settings ?? [],
  missing_secrets: offer?.secrets ?? [],
  plan: plan && toPlanJson(plan, i18n),
})

/** What would change beside it; `explanation` says why nothing can, where nothing can. */
function toPlanJson({ isPossible, along, explanation }: Plan, i18n: I18n) {
  const texts = inWords(explanation, i18n)
  return {
    possible: isPossible,
    along: along.map(({ name, change, from, to, asks }) => ({ name, change, from, to, consent: asks })),
    explanation: explanation.map(({ code, params }, at) => ({ code, params, text: texts[at] ?? code })),
  }
}
