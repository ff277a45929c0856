import { isInForce, type Strike } from '#identity/blocks/strike'
import { isAppealable, type Block, type Standing, type StandingAppeal } from '#identity/blocks/standing'
import type { I18n } from '@adonisjs/i18n'

type Words = { i18n: I18n; days: number }

/** Strikes and blocks, ready to be shown: to whom they concern, and to staff. */
export function standingView({ blocks, strikes, appeals, weight }: Standing, { i18n, days }: Words) {
  const appealOf = (id: string) => appeals.find(({ block_id: block, strike_id: strike }) => block === id || strike === id)
  return {
    weight,
    strikes: strikes.map((strike) => strikeView(strike, { i18n, days, appeal: appealOf(strike.id) })),
    blocks: blocks.map((block) => blockView(block, { i18n, appeal: appealOf(block.id) })),
  }
}

function strikeView(strike: Strike, { i18n, days, appeal }: Words & { appeal?: StandingAppeal }) {
  const counts = isInForce(strike)
  const state = counts ? 'in_force' : strike.withdrawn_at ? 'withdrawn' : 'over'
  return {
    ...strike,
    ...{ kind: i18n.t(`rights.kind_${strike.kind}`), state: i18n.t(`rights.strike_${state}`), tone: counts ? 'bad' : 'neutral' },
    appeal: appealView(appeal, i18n),
    mayAppeal: !appeal && isAppealable({ ...strike, ended: !!strike.withdrawn_at }, days),
    mayWithdraw: counts,
  }
}

function blockView(block: Block, { i18n, appeal }: { i18n: I18n; appeal?: StandingAppeal }) {
  const state = block.lifted_at ? 'lifted' : block.expires_at ? 'until' : 'for_good'
  const at = block.expires_at ? i18n.formatDate(block.expires_at, { dateStyle: 'medium' }) : ''
  return {
    ...block,
    ...{ state: i18n.t(`rights.block_${state}`, { at }), tone: block.lifted_at ? 'neutral' : 'bad', appeal: appealView(appeal, i18n) },
  }
}

export const appealView = (appeal: StandingAppeal | null | undefined, i18n: I18n) =>
  appeal ? { ...appeal, label: i18n.t(`rights.appeal_${appeal.status}`) } : null
