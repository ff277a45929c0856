import { test } from '@japa/runner'
import { slugOf } from '#catalog/slug'
import { addressWith, withoutBlanks } from '#catalog/page_query'
import { readAttributeLines, writeAttributeLines } from '#catalog/attribute_lines'

test.group('Slugs', () => {
  test('are readable, Latin and accepted by the database', ({ assert }) => {
    assert.equal(slugOf('Кроссовки мужские Aero 7, чёрные'), 'krossovki-muzhskie-aero-7-chernye')
    assert.equal(slugOf('Ünïcode — Schuh!'), 'unicode-schuh')
    assert.equal(slugOf('!!!'), 'item')
    assert.match(slugOf(`${'Щука '.repeat(40)}`), /^[a-z0-9]+(-[a-z0-9]+)*$/)
  })
})

test.group('Attributes as lines', () => {
  test('are read as people type them and written back', ({ assert }) => {
    const attributes = readAttributeLines('Screen size: 6.1"\n\n  материал:дуб  \r\n')
    assert.deepEqual(attributes, { screen_size: '6.1"', материал: 'дуб' })
    assert.deepEqual(readAttributeLines(writeAttributeLines(attributes)), attributes)
    assert.deepEqual(readAttributeLines(null), {})
  })

  test('a line that is none is refused naming the field', ({ assert }) => {
    assert.throws(() => readAttributeLines('oak'), /oak/)
  })
})

test.group('Addresses of lists', () => {
  test('carry what is set and leave out what is not', ({ assert }) => {
    assert.equal(
      addressWith('/search', { q: 'а & б', brand: ['x', 'y'], page: null, sort: undefined }),
      '/search?q=%D0%B0+%26+%D0%B1&brand=x&brand=y'
    )
    assert.equal(addressWith('/search', {}), '/search')
    assert.deepEqual(withoutBlanks({ a: '', b: '0' }), { b: '0' })
  })
})
