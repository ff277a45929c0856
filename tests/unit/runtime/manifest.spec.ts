import { test } from '@japa/runner'
import { gateModule } from '#runtime/gate/gate'
import { PluginManifestInvalid } from '#runtime/exceptions/plugin_manifest_invalid'
import { compareManifest } from '#runtime/manifest/compare_manifest'
import { hookExport } from '#runtime/manifest/plugin_manifest'
import { parseManifest } from '#runtime/manifest/parse_manifest'
import { settingsForm, settingsFromForm } from '#runtime/manifest/settings_form'
import { ModuleBuilder } from './module_builder.js'

const valid = {
  id: 'my-plugin',
  name: { en: 'My plugin', ru: 'Мой плагин' },
  version: '1.0.0',
  description: 'Does something',
  category: 'discount',
  license: 'MIT',
  language: 'assemblyscript',
  entry: 'assembly/index.ts',
  host_api: '1',
  hooks: ['discount@1'],
}
const withSettings = (properties: object, required: string[] = []) => ({
  ...valid,
  settings: { type: 'object', additionalProperties: false, required, properties },
})

const fieldsRefused = (manifest: unknown): string[] => {
  try {
    parseManifest(manifest)
    return []
  } catch (error) {
    if (!(error instanceof PluginManifestInvalid)) throw error
    return error.details.map(({ field }) => field)
  }
}

test.group('Manifest', () => {
  test('fills in what may be left out', ({ assert }) => {
    const manifest = parseManifest(JSON.stringify(valid))
    assert.deepEqual(manifest.capabilities, [])
    assert.deepEqual(manifest.settings.properties, {})
  })

  test('names each field that is wrong', ({ assert }) => {
    assert.sameMembers(fieldsRefused({ ...valid, id: 'Bad Name', version: 'one', extra: 1 }), ['id', 'version', 'extra'])
    assert.include(fieldsRefused({ ...valid, hooks: ['discount'] }), 'hooks.0')
    assert.include(fieldsRefused({ ...valid, capabilities: ['root'] }), 'capabilities.0')
    assert.include(fieldsRefused({ ...valid, host_api: '99' }), 'host_api')
    assert.deepEqual(fieldsRefused('not json'), [''])
  })

  test('takes no schema that could keep the application busy', ({ assert }) => {
    assert.isNotEmpty(fieldsRefused(withSettings({ name: { type: 'string', pattern: '(a+)+$' } })))
    assert.isNotEmpty(fieldsRefused(withSettings({ name: { $ref: 'https://example.test/schema' } })))
    assert.isNotEmpty(fieldsRefused(withSettings({ name: { type: 'object', properties: {} } })))
    assert.isEmpty(fieldsRefused(withSettings({ name: { type: 'string', maxLength: 20 } })))
  })

  test('refuses defaults that their own schema refuses', ({ assert }) => {
    assert.deepEqual(fieldsRefused(withSettings({ percent: { type: 'number', maximum: 90, default: 95 } })), [
      'settings.properties.percent.default',
    ])
  })

  test('a hook and its export have one name each', ({ assert }) => {
    assert.equal(hookExport('discount@1'), 'discount_v1')
    assert.equal(hookExport('payment.create@12'), 'payment_create_v12')
  })

  test('what the module does must be what the manifest says', ({ assert }) => {
    const module = new ModuleBuilder()
      .import('rialto:host/v1', 'now', [[], [0x7e]])
      .function({ body: [], export: 'other_v1' })
      .build()
    const findings = compareManifest(parseManifest(valid), gateModule(module).verdict)
    assert.lengthOf(findings, 2)
    assert.include(findings[0]!.message, 'does not export discount_v1')
    assert.include(findings[1]!.message, '"clock"')
    const fitting = new ModuleBuilder().function({ body: [], export: 'discount_v1' }).build()
    assert.isEmpty(compareManifest(parseManifest(valid), gateModule(fitting).verdict))
  })

  test('a host that comes from a setting needs a text among the settings to come from', ({ assert }) => {
    const { verdict } = gateModule(new ModuleBuilder().function({ body: [], export: 'discount_v1' }).build())
    const settings = { url: { type: 'string' }, percent: { type: 'number' } }
    const refusedSettings = (host: string) =>
      compareManifest(parseManifest({ ...withSettings(settings), allowed_hosts: [host] }), verdict)
        .filter(({ code, severity }) => code === 'host_setting_unknown' && severity === 'error')
        .map(({ params }) => params.setting)
    assert.isEmpty(refusedSettings('setting:url'))
    assert.isEmpty(refusedSettings('url.example.com'))
    assert.deepEqual(refusedSettings('setting:percent'), ['percent'])
    assert.deepEqual(refusedSettings('setting:address'), ['address'])
  })
})

test.group('Settings form', () => {
  const { settings } = parseManifest(
    withSettings(
      {
        percent: { type: 'number', multipleOf: 0.01, minimum: 0, default: 5, title: { en: 'Percent', ru: 'Процент' } },
        active: { type: 'boolean', default: false },
        mode: { type: 'string', enum: ['a', 'b'] },
        words: { type: 'string', maxLength: 4_000 },
      },
      ['percent']
    )
  )

  test('shows each setting in the language of the reader, with its bounds and value', ({ assert }) => {
    const [percent, active, mode, words] = settingsForm(settings, { percent: 7.5, mode: 'b' }, 'ru')
    assert.include(percent, { label: 'Процент', control: 'number', value: 7.5, min: 0, step: '0.01', isRequired: true })
    assert.include(active, { label: 'active', control: 'checkbox', value: false })
    assert.deepEqual(
      mode!.options.map(({ isSelected }) => isSelected),
      [false, true]
    )
    assert.equal(words!.control, 'multiline')
  })

  test('reads what a form sends into the types of the schema', ({ assert }) => {
    const read = settingsFromForm(settings, { percent: '12,5', active: 'on', mode: 'a', words: '', unknown: 'x' })
    assert.deepEqual(read, { percent: 12.5, active: true, mode: 'a' })
    assert.deepEqual(settingsFromForm(settings, { percent: 'many' }), { percent: 'many', active: false })
  })
})
