import { test } from '@japa/runner'
import { csvLine } from '#core/tables/csv'

test.group('CSV', () => {
  for (const formula of ['=1+1', '＝1+1', '＠SUM(A1)', '\n=1', '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1']) {
    test(`a text that a spreadsheet would run is disarmed: ${JSON.stringify(formula)}`, ({ assert }) => {
      assert.match(csvLine([formula]), /^"?'/)
    })
  }

  test('negative numbers stay numbers', ({ assert }) => {
    assert.equal(csvLine([-5, 1.5, true, null]), '-5,1.5,true,\r\n')
  })

  test('quotes, commas and line breaks survive', ({ assert }) => {
    assert.equal(csvLine(['a "b", c', 'x\ny', 'плюс']), '"a ""b"", c","x\ny",плюс\r\n')
  })
})
