import { randomInt } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { ReleaseFirstParty } from '#registry/actions/release_first_party'
import { ChangeRuleset } from '#registry/scanning/rules/change_ruleset'
import { RefusedByRules } from '#registry/scanning/exceptions'
import { StatusConflict } from '#registry/exceptions/refusals'
import { activeRuleset } from '#registry/scanning/rules/active_ruleset'
import { tryOnHistory } from '#registry/scanning/rules/try_on_history'
import { actorOf, pluginManifest, pluginModule, pluginName } from '#tests/support/plugin_uploads'
import { approve, publishScript, scanOf } from '#tests/functional/registry/scanning/support/script_uploads'
import type { Ruleset } from '#registry/scanning/rules/ruleset'
import { admin, restoreRules, rule, SECRET, versionOf, withRules } from '#tests/functional/registry/scanning/support/rules'

test.group('Rules for uploads', (group) => {
  let first: Ruleset
  group.setup(async () => {
    first = (await activeRuleset(db)).document
  })
  group.each.teardown(() => restoreRules(first))

  test('let pass, send to review or refuse, and each decision names the rules it followed', async ({ assert }) => {
    const version = await withRules([
      rule('no-secrets', { fact: 'findings', has_any: ['secret_*'] }, { then: 'refuse' }),
      rule(
        'known-people',
        {
          all: [
            { fact: 'account_days', at_most: 1 },
            { fact: 'published_versions', at_least: 1 },
          ],
        },
        { then: 'publish' }
      ),
    ])
    const { id, user, name, status } = await publishScript()
    assert.equal(status, 'pending_review')
    await approve(id)
    const next = await publishScript({ user, name, version: '1.1.0' })
    assert.equal(next.status, 'published')
    assert.deepInclude(await scanOf(next.id), { ruleset_version: version, rule_id: 'known-people', decision: 'publish' })

    const bad = pluginName('bad')
    const refused = await publishScript({ name: bad, head: SECRET }).catch((error: unknown) => error)
    assert.instanceOf(refused, RefusedByRules)
    assert.deepEqual(
      (refused as RefusedByRules).details.map(({ rule: by }) => by),
      ['no-secrets', 'secret_likely']
    )
    assert.isEmpty(await db.from('plugins').where({ name: bad }))
    const [kept] = await db.from('scans').where('plugin_name', bad)
    assert.deepInclude(kept, { version_id: null, decision: 'refuse', rule_id: 'no-secrets', ruleset_version: version })
  })

  test('let the platform’s own out at once, signed', async ({ assert }) => {
    await withRules([rule('own', { fact: 'is_first_party', is: true }, { then: 'publish' })])
    const release = await app.container.make(ReleaseFirstParty)
    const manifest = pluginManifest({ name: pluginName('own') })
    const salt = randomInt(1e9)
    const released = await release.handle({ manifest: manifest as never, artifact: () => Promise.resolve(pluginModule({ salt })) })
    const version = await db.from('plugin_versions').join('plugins', 'plugins.id', 'plugin_id').where('name', released.name).firstOrFail()
    const [{ id }] = await db.from('plugin_versions').where('plugin_id', version.plugin_id).select('id')
    assert.equal((await versionOf(id)).status, 'published')
    const signed = await db.from('version_signatures').where('version_id', id).select('kind')
    assert.sameMembers(
      signed.map(({ kind }) => kind),
      ['author', 'registry']
    )
  })

  test('make findings graver than they are by themselves', async ({ assert }) => {
    const failing = { body: "throw new Error('no shop')" }
    const before = await publishScript(failing)
    assert.equal((await scanOf(before.id)).outcome, 'pass')
    await withRules([], { severities: { dry_run_failed: 'warning' } })
    const after = await publishScript(failing)
    assert.equal((await scanOf(after.id)).outcome, 'warning')
  })

  test('are tried on what was uploaded before, and change nothing by that', async ({ assert }) => {
    const { id } = await publishScript({ head: SECRET })
    const document = {
      ...first,
      rules: [rule('no-secrets', { fact: 'findings', has_any: ['secret_*'] }, { then: 'refuse' }), ...first.rules],
    }
    const { changed, count } = await tryOnHistory(db, document)
    assert.isAbove(count, 0)
    const tried = changed.find(({ version_id: of }) => of === id)
    assert.deepInclude(tried!, { decision: 'review', verdict: 'refuse' })
    assert.isUndefined((await tryOnHistory(db, first)).changed.find(({ version_id: of }) => of === id))
    assert.equal((await versionOf(id)).status, 'pending_review')
  })

  test('of two operators who put rules in force at once one does, the other is told to look again', async ({ assert }) => {
    const change = await app.container.make(ChangeRuleset)
    const [one, other] = [actorOf(await admin()), actorOf(await admin())]
    const instead = (await activeRuleset(db)).version
    const versions = await Promise.all([one, other].map((actor) => change.keep({ actor, document: first, note: 'the same' })))
    const results = await Promise.allSettled([
      change.activate({ actor: one, version: versions[0]!, instead }),
      change.activate({ actor: other, version: versions[1]!, instead }),
    ])
    assert.sameMembers(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected']
    )
    const [lost] = results.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
    assert.instanceOf(lost!.reason, StatusConflict)
    assert.lengthOf(await db.from('scan_rulesets').where('is_active', true), 1)
  })
})
