import { nullable, string } from '#core/http/openapi/words'
import { isInForce, type Strike } from '#identity/blocks/strike'
import type { Block, Standing, StandingAppeal } from '#identity/blocks/standing'

const time = (at: Date | null) => at?.toISOString() ?? null

export const toStrikeJson = (strike: Strike) => ({
  ...{ id: strike.id, kind: strike.kind, reason: strike.reason, weight: strike.weight, in_force: isInForce(strike) },
  ...{ created_at: time(strike.created_at), expires_at: time(strike.expires_at), withdrawn_at: time(strike.withdrawn_at) },
})

export const toBlockJson = (block: Block) => ({
  ...{ id: block.id, reason: block.reason, created_at: time(block.created_at), expires_at: time(block.expires_at) },
  ...{ lifted_at: time(block.lifted_at), lift_reason: block.lift_reason },
})

export const toAppealJson = (appeal: StandingAppeal) => ({
  ...{ id: appeal.id, block_id: appeal.block_id, strike_id: appeal.strike_id, grounds: appeal.grounds, status: appeal.status },
  ...{ public_reason: appeal.public_reason, created_at: time(appeal.created_at), decided_at: time(appeal.decided_at) },
})

/** As the person it concerns may read it: without evidence and names. */
export const toStandingJson = ({ blocks, strikes, appeals, weight }: Standing) => ({
  weight,
  blocks: blocks.map(toBlockJson),
  strikes: strikes.map(toStrikeJson),
  appeals: appeals.map(toAppealJson),
})

/** As staff reads it. */
export const toFullStandingJson = ({ blocks, strikes, appeals, weight }: Standing) => ({
  weight,
  blocks: blocks.map((block) => ({ ...toBlockJson(block), evidence: block.evidence, blocked_by: block.blocked_by })),
  strikes: strikes.map((strike) => ({ ...toStrikeJson(strike), evidence: strike.evidence, given_by: strike.given_by })),
  appeals: appeals.map(toAppealJson),
})

const list = (properties: object, required: string[]) => ({ type: 'array', items: { type: 'object', required, properties } })

export const STANDING_SCHEMA = {
  type: 'object',
  required: ['weight', 'blocks', 'strikes', 'appeals'],
  properties: {
    weight: { type: 'integer', description: 'Of the strikes in force together' },
    blocks: list({ id: string, reason: string, created_at: string, expires_at: nullable, lifted_at: nullable }, ['id', 'reason']),
    strikes: list({ id: string, kind: string, reason: string, weight: { type: 'integer' }, in_force: { type: 'boolean' } }, ['id', 'kind']),
    appeals: list({ id: string, status: string, grounds: string, public_reason: nullable }, ['id', 'status']),
  },
}

export const APPEAL_TOKEN_SCHEMA = {
  type: 'object',
  required: ['appeal_token', 'expires_in'],
  properties: { appeal_token: string, expires_in: { type: 'integer', description: 'Seconds' } },
}

export const BLOCK_APPEAL_SCHEMA = {
  type: 'object',
  required: ['block', 'appeal', 'may_appeal'],
  properties: {
    block: STANDING_SCHEMA.properties.blocks.items,
    appeal: { anyOf: [STANDING_SCHEMA.properties.appeals.items, { type: 'null' }] },
    may_appeal: { type: 'boolean' },
  },
}

export const STRIKE_GIVEN_SCHEMA = {
  type: 'object',
  required: ['strike_id', 'proposal_id'],
  properties: { strike_id: string, proposal_id: { ...nullable, description: 'A block that the strikes propose' } },
}
