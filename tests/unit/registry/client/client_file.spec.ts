import { test } from '@japa/runner'
import { bundleClient, committedClient } from '../../../../scripts/build_client.mjs'

test.group('The file of the client', () => {
  test('is what its sources give, and needs nothing but Node', async ({ assert }) => {
    const code = await bundleClient()
    assert.isTrue(code === committedClient(), 'bin/rialto-plugin.mjs is old: node scripts/build_client.mjs')
    const imports = [...code.matchAll(/^import .* from "(.+)";$/gm)].map(([, from]) => from!)
    assert.isNotEmpty(imports)
    assert.deepEqual(
      imports.filter((from) => !from.startsWith('node:')),
      []
    )
  })
})
