import type { Address } from '#orders/placing/purchase'
import type { Quote, QuotedLine } from '#orders/pricing/quote'

/** Where to, without who and which door. */
export const destinationOf = ({ country, city, postcode }: Address) => ({ country, city, postcode })

/** The platform's plugins see the whole purchase, a seller's that seller's lines. */
export const linesVisibleTo = (tenantId: string | null, { orders }: Quote): QuotedLine[] =>
  orders.filter((order) => tenantId === null || order.tenantId === tenantId).flatMap(({ lines }) => lines)

export const totalOf = (lines: QuotedLine[]): number => lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0)

export const sellersOf = ({ orders }: Quote): string[] => orders.map(({ tenantId }) => tenantId)
