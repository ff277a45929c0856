import { test } from '@japa/runner'
import { normalise, wordsOf } from '#search/normalise'
import { markTitle } from '#search/drivers/postgres/mark_title'
import { highlightParts, MATCH_END, MATCH_START } from '#search/highlight'

test.group('Words of a query', () => {
  test('{text} is read as {words}')
    .with([
      { text: 'Чёрный РЮКЗАК', words: ['черный', 'рюкзак'] },
      { text: 'кpоccовки', words: ['кроссовки'] },
      { text: 'hеadphоnes', words: ['headphones'] },
      { text: 'X5 c130 Wi-Fi', words: ['x5', 'c130', 'wi', 'fi'] },
      { text: ' !&|:*() ', words: [] },
      { text: '', words: [] },
    ])
    .run(({ assert }, { text, words }) => assert.deepEqual(wordsOf(text), words))

  test('of a novel only the first dozen are asked for', ({ assert }) => {
    assert.lengthOf(wordsOf('слово '.repeat(500)), 12)
  })

  test('normalising twice changes nothing more', ({ assert }) => {
    for (const text of ['Ёлка и ЕЛЬ', 'кpоccовки', 'Ünïcode']) assert.equal(normalise(normalise(text)), normalise(text))
  })
})

test.group('Highlights', () => {
  test('cut a marked text into parts, also a broken one', ({ assert }) => {
    assert.deepEqual(highlightParts(`a ${MATCH_START}b${MATCH_END} c`), [
      { text: 'a ', isMatch: false },
      { text: 'b', isMatch: true },
      { text: ' c', isMatch: false },
    ])
    assert.deepEqual(highlightParts(`${MATCH_START}b`), [{ text: 'b', isMatch: true }])
    assert.deepEqual(highlightParts(''), [])
  })
})

test.group('Marks in a title', () => {
  const title = 'Коляска-люлька Happy 33, чёрная'
  const positions = "'33':4A 'happi':3A 'kinder':6A 'коляск':1A 'люльк':2A 'черн':5A"
  const marked = (lexemes: string | null) =>
    markTitle({ title, positions }, lexemes)
      .filter(({ isMatch }) => isMatch)
      .map(({ text }) => text)

  test('are where the vector says the words stand', ({ assert }) => {
    assert.deepEqual(marked("'черн' & ( 'люльк' | 'люл':* )"), ['люлька', 'чёрная'])
    assert.deepEqual(marked("'кол':*"), ['Коляска'])
    assert.deepEqual(marked("'kinder'"), [])
    assert.deepEqual(marked(null), [])
    assert.equal(
      markTitle({ title, positions }, "'33'")
        .map(({ text }) => text)
        .join(''),
      title
    )
  })
})
