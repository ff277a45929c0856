import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import AskCompanyCheck from '#catalog/jobs/ask_company_check'
import CheckCompany from '#tenancy/jobs/check_company'
import { HttpTaxService } from '#tenancy/verification/tax_service/http_tax_service'
import { NoTaxService } from '#tenancy/verification/tax_service/tax_service'
import { TaxRegisters } from '#tenancy/verification/tax_service/tax_registers'
import { listChecks } from '#tenancy/verification/record_check'
import { TaxServiceImitation, type Fault } from '#tests/imitations/tax_service/tax_service_imitation'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import { installScripted } from '#tests/support/scripted_plugin'
import { createTenant } from '#tests/support/users'

const FAULTS: Fault[] = ['500', '429', 'cut', 'not json', 'somebody else', 'strange state', 'too much', 'slow']

async function verification(inn = '7707083893', ogrn = '1027700132195') {
  const { id: tenantId } = await createTenant()
  const id = newId()
  const row = { id, tenant_id: tenantId, state: 'submitted', kind: 'company', legal_name: 'ПАО Сбербанк', inn, ogrn }
  await db.table('seller_verifications').insert(row)
  return id
}

test.group('The register of companies', (group) => {
  const register = new TaxServiceImitation()
  group.setup(() => register.start())
  group.teardown(() => register.stop())
  group.each.setup(() => void (register.fault = null))

  const check = async (id: string) => {
    const service = new HttpTaxService(register.url, { token: 'secret', timeoutMs: register.fault === 'slow' ? 500 : 20_000 })
    await new CheckCompany(new TaxRegisters(service)).handle({ payload: { verification_id: id } })
    return listChecks(db, id)
  }

  test('knows the company, its closing, another OGRN, and companies nobody registered', async ({ assert }) => {
    const [known] = await check(await verification())
    assert.containsSubset(known, { source: 'tax_service', state: 'active', name: 'ПАО СБЕРБАНК', note: null })
    assert.deepEqual(register.asked.at(-1), { path: '/companies/7707083893', token: 'Bearer secret' })
    assert.containsSubset((await check(await verification('7707083893', '1027739609391')))[0], { note: 'ogrn_differs' })
    assert.containsSubset((await check(await verification('7736050003')))[0], { state: 'not_found' })
  })

  test('out of order it is asked again, and the moderator reads that it said nothing', async ({ assert }) => {
    for (const fault of FAULTS) {
      register.fault = fault
      const id = await verification()
      await assert.rejects(() => check(id))
      const [silent] = await listChecks(db, id)
      assert.equal(silent.state, 'unknown', fault)
      register.fault = null
      const checks = await check(id)
      assert.lengthOf(checks, 1, fault)
      assert.containsSubset(checks[0], { state: 'active', note: null })
    }
  })

  test('where there is none, nothing is recorded; what is decided is not asked about', async ({ assert }) => {
    const id = await verification()
    await new CheckCompany(new TaxRegisters(new NoTaxService())).handle({ payload: { verification_id: id } })
    assert.isEmpty(await listChecks(db, id))
    await db.from('seller_verifications').where('id', id).update({ state: 'withdrawn' })
    assert.isEmpty(await check(id))
  })
})

test.group('Plugins that check companies', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('are asked, and what they say stands beside the documents, once however often they are asked', async ({ assert }) => {
    const output = { state: 'closing', name: 'ПАО Сбербанк', inn: '7736050003', sources: [] }
    await installScripted('company_check@1', output)
    const id = await verification()
    const job = await app.container.make(AskCompanyCheck)
    for (let i = 0; i < 2; i++) await job.handle({ payload: { verification_id: id } })
    const checks = await listChecks(db, id)
    assert.lengthOf(checks, 1)
    assert.containsSubset(checks[0], { state: 'closing', name: 'ПАО Сбербанк', note: 'inn_differs' })
    assert.match(checks[0].source, /^plugin:/)
  })
})
