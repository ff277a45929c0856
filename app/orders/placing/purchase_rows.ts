import { newId } from '#core/ids'
import type { NewOrder, Purchase } from '#orders/placing/purchase'
import type { QuotedLine } from '#orders/pricing/quote'
import type { ShippingOption } from '#orders/shipping/shipping'

/** The rows of a purchase under the names of their columns, for `jsonb_to_recordset`. */
export function purchaseRows({ orders }: Pick<Purchase, 'orders'>) {
  const lines = orders.flatMap((order) => order.lines.map((line, at) => ({ ...line, id: newId(), orderId: order.id, position: at + 1 })))
  return {
    orders: orders.map(orderRow),
    lines: lines.map(lineRow),
    discounts: lines.flatMap(discountRows),
    commissions: lines.map(commissionRow),
  }
}

type LineRow = QuotedLine & { id: string; orderId: string; position: number }

const orderRow = (order: NewOrder) => ({
  id: order.id,
  tenant_id: order.tenantId,
  seller_id: order.sellerId,
  subtotal_minor: order.subtotalMinor,
  discount_minor: order.discountMinor,
  platform_discount_minor: order.platformDiscountMinor,
  shipping_minor: order.shippingMinor,
  shipping: order.shipping && shippingRow(order.shipping),
  total_minor: order.totalMinor,
})

/** What was agreed on the day, whatever becomes of the plugin. */
const shippingRow = ({ installationId, pluginName, pluginVersion, ...option }: ShippingOption) => ({
  code: option.code,
  title: option.title,
  kind: option.kind,
  min_days: option.minDays,
  max_days: option.maxDays,
  is_estimate: option.isEstimate,
  plugin: pluginName,
  version: pluginVersion,
  installation_id: installationId,
})

const lineRow = (line: LineRow) => ({
  id: line.id,
  order_id: line.orderId,
  tenant_id: line.tenantId,
  position: line.position,
  offer_id: line.offerId,
  variant_id: line.variantId,
  product_id: line.productId,
  category_id: line.categoryId,
  sku: line.sku,
  title: line.title,
  quantity: line.quantity,
  unit_price_minor: line.unitPriceMinor,
  subtotal_minor: line.subtotalMinor,
  discount_minor: line.discountMinor,
  total_minor: line.totalMinor,
})

const discountRows = (line: LineRow) =>
  line.discounts.map((discount) => ({
    id: newId(),
    line_id: line.id,
    amount_minor: discount.amountMinor,
    bearer: discount.source.bearer,
    source_installation_id: discount.source.installationId,
    plugin_name: discount.source.pluginName,
    plugin_version: discount.source.pluginVersion,
    reason: discount.label,
  }))

const commissionRow = ({ id, commission }: LineRow) => ({
  line_id: id,
  rule_id: commission.ruleId,
  rule_version: commission.ruleVersion,
  base_minor: commission.baseMinor,
  rate_ppm: commission.ratePpm,
  amount_minor: commission.amountMinor,
  vat_minor: commission.vatMinor,
  cap_applied: commission.capApplied,
})
