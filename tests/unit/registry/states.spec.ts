import { test } from '@japa/runner'
import { VERSION_STATUSES } from '#registry/enums/version_status'
import { PLUGIN_STATUSES } from '#registry/enums/plugin_status'
import { findVersionTransition, VERSION_EVENTS, VERSION_TRANSITIONS } from '#registry/states/version_states'
import { findPluginTransition, PLUGIN_TRANSITIONS } from '#registry/states/plugin_states'

test.group('States of versions and plugins', () => {
  test('an act leads from one state to one state', ({ assert }) => {
    for (const table of [VERSION_TRANSITIONS, PLUGIN_TRANSITIONS]) {
      const starts = table.flatMap(({ act, from }) => from.map((status) => `${act} ${status}`))
      assert.lengthOf(new Set(starts), starts.length)
    }
  })

  test('every state can be reached, and what ends stays ended', ({ assert }) => {
    const reached = new Set(['uploading', ...VERSION_TRANSITIONS.map(({ to }) => to)])
    assert.deepEqual(
      [...VERSION_STATUSES].filter((status) => !reached.has(status)),
      []
    )
    assert.deepEqual(
      [...PLUGIN_STATUSES].filter((status) => status !== 'active' && !PLUGIN_TRANSITIONS.some(({ to }) => to === status)),
      []
    )
    for (const ended of ['rejected', 'removed', 'expired', 'withdrawn'] as const) {
      assert.isFalse(
        VERSION_TRANSITIONS.some(({ from }) => from.includes(ended)),
        ended
      )
    }
  })

  test('a decision is taken once, a yank can be undone, a takedown is not undone by its owner', ({ assert }) => {
    assert.equal(findVersionTransition('approve', 'pending_review')?.to, 'published')
    for (const status of ['published', 'rejected', 'quarantined', 'yanked'] as const) {
      assert.isUndefined(findVersionTransition('approve', status))
    }
    assert.equal(findVersionTransition('unyank', 'yanked')?.to, 'published')
    assert.isUndefined(findPluginTransition('unarchive', 'taken_down'))
    assert.equal(findPluginTransition('restore', 'taken_down')?.to, 'active')
  })

  test('events are named by the house', ({ assert }) => {
    for (const event of [...VERSION_EVENTS, ...PLUGIN_TRANSITIONS.map(({ event: name }) => name)]) {
      assert.match(event, /^registry\.(version|plugin)_[a-z_]+\.v1$/)
    }
  })
})
