import { test } from '@japa/runner'
import fc from 'fast-check'
import { stepsTo } from '#registry/reports/report_states'
import type { ReportStatus } from '#registry/reports/report'

const STATUSES: ReportStatus[] = [
  ...(['open', 'triaged', 'investigating', 'duplicate', 'actioned', 'dismissed'] as const),
  ...(['appealed', 'upheld', 'overturned', 'closed'] as const),
]
const status = fc.constantFrom(...STATUSES)

test.group('States of a case', () => {
  test('who decides at once passes every step; a decision, an appeal and its answer are never passed by', ({ assert }) => {
    assert.deepEqual(stepsTo('open', 'dismissed'), ['triaged', 'investigating', 'dismissed'])
    assert.deepEqual(stepsTo('triaged', 'actioned'), ['investigating', 'actioned'])
    for (const [from, to] of [
      ['open', 'appealed'],
      ['investigating', 'appealed'],
      ['actioned', 'overturned'],
      ['appealed', 'closed'],
      ['dismissed', 'actioned'],
      ['duplicate', 'actioned'],
    ] as const) {
      assert.isNull(stepsTo(from, to), `${from} → ${to}`)
    }
  })

  test('nothing comes back, and what ends stays ended', ({ assert }) => {
    fc.assert(
      fc.property(status, status, (from, to) => {
        const there = stepsTo(from, to)
        if (!there) return
        assert.equal(there.at(-1), to)
        assert.isNull(stepsTo(to, from))
        assert.lengthOf(new Set([from, ...there]), there.length + 1)
      })
    )
    for (const to of STATUSES) for (const ended of ['closed', 'duplicate'] as const) assert.isNull(stepsTo(ended, to))
    for (const to of STATUSES.slice(1)) assert.isTrue(STATUSES.some((from) => stepsTo(from, to)))
  })
})
