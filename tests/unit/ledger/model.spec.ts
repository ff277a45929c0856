import db from '@adonisjs/lucid/services/db'
import fc from 'fast-check'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { verifyLedger } from '#ledger/invariants/verify_ledger'
import { newModel } from '#tests/unit/ledger/support/model'
import { someCommands } from '#tests/unit/ledger/support/commands'

test.group('Ledger against a model', () => {
  test('any sequence of calls leaves what a ledger on a napkin says', async () => {
    const property = fc.asyncProperty(someCommands, async (commands) => {
      await fc.asyncModelRun(() => ({ model: newModel(), real: { tenantId: newId() } }), commands)
    })
    await fc.assert(property, { numRuns: 60, endOnFailure: true })
  })

  test('and every invariant holds afterwards', async ({ assert }) => {
    const { checks } = await verifyLedger(db.connection())
    assert.deepEqual(
      checks.flatMap((check) => check.violations),
      []
    )
  })
})
