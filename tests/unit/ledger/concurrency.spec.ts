import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { verifyLedger } from '#ledger/invariants/verify_ledger'
import { connect } from '#tests/unit/ledger/support/scratch_ledger'
import { scenarios } from '#tests/unit/ledger/support/scenarios'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'

test.group('Ledger under load', (group) => {
  let client: QueryClientContract

  group.setup(() => {
    client = connect('ledger_load', ['public'], 32)
    return () => db.manager.close('ledger_load', true)
  })

  for (const scenario of scenarios) test(scenario.name, () => scenario.run(client))

  test('after all of it every invariant holds', async ({ assert }) => {
    const { checks } = await verifyLedger(client)
    assert.deepEqual(
      checks.flatMap((check) => check.violations),
      []
    )
  })
})
