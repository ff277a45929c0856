/**
 * A client of its own that posts one transaction and stands still before or after its commit until it is killed:
 * `post_and_wait.ts <tenant id> <key> before|after`.
 */
import pg from 'pg'

const [tenantId, key, when] = process.argv.slice(2)

// A bare client, without the application.
const client = new pg.Client({ connectionString: process.env.DATABASE_URL, application_name: `ledger-crash-${key}` })
await client.connect()
await client.query('begin')
await client.query('select ledger_post($1::jsonb)', [
  JSON.stringify({
    ...{ id: crypto.randomUUID(), tenant_id: tenantId, kind: 'test.moved', source: { type: 'test', id: '1' }, key },
    entries: [
      { code: 'cash', normal_side: 'D', side: 'D', currency: 'RUB', amount: '75' },
      { code: 'wallet:crash', normal_side: 'C', side: 'C', currency: 'RUB', amount: '75', min_balance: 0 },
    ],
  }),
])
if (when === 'after') await client.query('commit')
process.stdout.write('posted\n')
setInterval(() => {}, 60_000)
