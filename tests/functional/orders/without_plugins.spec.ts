import { test } from '@japa/runner'
import { FindDiscounts } from '#marketing/queries/find_discounts'
import { JudgePurchase } from '#orders/checks/judge_purchase'
import { BuildQuote } from '#orders/pricing/build_quote'
import { FindShipping } from '#orders/shipping/find_shipping'
import { PluginHost } from '#runtime/host/plugin_host'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import { countQueries } from '#tests/support/statements'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import { checkoutInput, createShop } from '#tests/support/orders'
import { make } from '#tests/support/plugin_runs'
import { installScripted } from '#tests/support/scripted_plugin'

const SILENT = { quotes: [] }

/** All that plugins are asked for on the way to an order. */
async function askAll() {
  const shop = await createShop()
  const input = checkoutInput(shop.buyer.id, [{ product: shop.product }])
  const [build, judge] = [await make(BuildQuote), await make(JudgePurchase)]
  const [discounts, shipping] = [await make(FindDiscounts), await make(FindShipping)]
  const quote = await build.handle(input.items, { destination: null, choices: {}, isBinding: false })
  const { orders, currency } = quote
  const lines = orders.flatMap((order) => order.lines.map((line) => ({ ...line, line: line.offerId, tenantId: order.tenantId, currency })))
  const ask = async () => {
    await discounts.handle(lines)
    await shipping.isOffered(orders.map(({ tenantId }) => tenantId))
    await shipping.handle(quote, input.address)
    await judge.handle(quote, input)
  }
  return { ask, tenantId: shop.seller.tenantId }
}

test.group('A shop without plugins', (group) => {
  group.each.setup(switchOffAllPlugins)
  group.each.teardown(switchOffAllPlugins)

  test('pays nothing for them at the checkout but one look at who is there, kept for all', async ({ assert }) => {
    const [{ ask, tenantId }, enabled, host] = [await askAll(), await make(EnabledInstallations), await make(PluginHost)]
    const called = () => Object.values(host.metrics.outcomes).reduce((sum, count) => sum + count, 0)
    enabled.forget()
    const before = called()
    assert.equal(await countQueries(ask), 1)
    assert.equal(await countQueries(ask), 0)
    assert.equal(called(), before)
    await installScripted('shipping_quote@1', SILENT, tenantId)
    await ask()
    assert.isAbove(called(), before)
  })
})
