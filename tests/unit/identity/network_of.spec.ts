import { test } from '@japa/runner'
import { networkOf } from '#identity/network_of'

test.group('The network a limit counts', () => {
  test('is the address for IPv4, also when mapped into IPv6', ({ assert }) => {
    assert.equal(networkOf('203.0.113.7'), '203.0.113.7')
    assert.equal(networkOf('::ffff:203.0.113.7'), '203.0.113.7')
    assert.notEqual(networkOf('203.0.113.7'), networkOf('203.0.113.8'))
  })

  test('is the /64 for IPv6, however it is written', ({ assert }) => {
    const network = networkOf('2001:db8:1:2::1')
    for (const same of ['2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:DB8:1:2:0:0:0:5', '2001:db8:1:2::']) {
      assert.equal(networkOf(same), network)
    }
    assert.notEqual(networkOf('2001:db8:1:3::1'), network)
    assert.equal(networkOf('::1'), '0:0:0:0::/64')
  })
})
