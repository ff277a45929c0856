import { test } from '@japa/runner'
import { drawShield } from '#registry/discovery/shields/draw_shield'
import { xmlText } from '#registry/discovery/xml'

const numbers = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].map(([, value]) => Number(value))

test.group('A badge for elsewhere', () => {
  test('is as wide as its two halves, and each half as its text and a margin', ({ assert }) => {
    for (const value of ['1', 'v1.0.0', 'v10.20.30-beta.4', 'mmmmmmmm', 'iiiiiiii', '日本語', '12.3k']) {
      const svg = drawShield({ label: 'downloads', value, tone: 'info' })
      const [whole] = numbers(svg, /<svg [^>]*? width="(\d+)"/g)
      const [, left, right] = numbers(svg, /<rect [^>]*?width="(\d+)"/g)
      const texts = numbers(svg, /textLength="(\d+)"/g)
      assert.equal(whole, left! + right!)
      assert.deepEqual(
        [left, right],
        texts.map((width) => width + 12),
        value
      )
      const starts = numbers(svg, /<text x="(\d+)"/g)
      assert.deepEqual(starts, [6, left! + 6])
    }
    const widthOf = (value: string) => numbers(drawShield({ label: 'a', value, tone: 'good' }), /textLength="(\d+)"/g)[1]!
    assert.isAbove(widthOf('mmmm'), widthOf('iiii'))
  })

  test('holds text and nothing else, whatever it says, and no more of it than fits', ({ assert }) => {
    const svg = drawShield({ label: '"><script>', value: `</text><image href="x"/>'&\u0000\uD800${'w'.repeat(500)}`, tone: 'neutral' })
    for (const part of ['<script', '<image', '\u0000']) assert.notInclude(svg, part)
    assert.isTrue(svg.isWellFormed())
    assert.equal(svg.match(/<text /g)?.length, 2)
    assert.isBelow(svg.length, 2_000)
    assert.include(svg, '…')
  })

  test('text for XML loses only what XML has no place for', ({ assert }) => {
    assert.equal(xmlText(`a<b>&"c'\t\n日😀`), 'a&lt;b&gt;&amp;&quot;c&#39;\t\n日😀')
    assert.equal(xmlText('\u0000\u0008\u000B\uFFFE\uFFFFx'), 'x')
  })
})
