import fc from 'fast-check'
import { test } from '@japa/runner'
import { canonicalJson } from '#registry/author_keys/jcs'

test.group('JSON in one spelling (RFC 8785)', () => {
  test('writes the example of the standard', ({ assert }) => {
    const given = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}'
    )
    assert.equal(
      canonicalJson(given),
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    assert.equal(
      canonicalJson({ '€': 1, '\r': 2, '1': 3, '10': 4, '9': 5, '\ufb33': 6, '😀': 7 }),
      '{"\\r":2,"1":3,"10":4,"9":5,"€":1,"😀":7,"\ufb33":6}'
    )
  })

  test('reads back as the same value, whatever the order of keys', ({ assert }) => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        assert.equal(canonicalJson(JSON.parse(text)), text)
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))
      })
    )
  })
})
