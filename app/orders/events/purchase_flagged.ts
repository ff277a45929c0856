import type { NewEvent } from '#core/outbox/event'
import type { FraudFinding } from '#orders/checks/score_fraud'

export type PurchaseFlagged = { group_id: string; score: number }

/** A purchase went through and somebody should look at it. The reasons are kept with the fraud check. */
export const purchaseFlagged = (groupId: string, { score }: FraudFinding): NewEvent<PurchaseFlagged> => ({
  name: 'orders.purchase_flagged.v1',
  aggregateId: groupId,
  payload: { group_id: groupId, score },
})
