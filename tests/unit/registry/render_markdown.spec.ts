import { test } from '@japa/runner'
import { renderMarkdown } from '#registry/readme/render_markdown'
import { HEAVY_MARKDOWN, HOSTILE_MARKDOWN } from '#tests/support/hostile_markdown'

const TAGS = new Set([
  ...['p', 'br', 'hr', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'strong', 'em', 's', 'a', 'div', 'table'],
  ...['thead', 'tbody', 'tr', 'th', 'td'],
])
const ATTRIBUTES = new Set(['href', 'rel', 'title', 'class', 'tabindex', 'start'])
const CLASSES = new Set(['table-responsive', 'table', 'text-center', 'text-end'])

/** Each tag with its attributes, as a browser reads them: between its angle brackets, which text never has. */
function* tagsOf(html: string) {
  for (const [, name = '', rest = ''] of html.matchAll(/<\/?([a-z0-9]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/g)) {
    yield { name, attributes: [...rest.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => ({ key, value })) }
  }
}

test.group('Markdown of publishers', () => {
  test('becomes headings, lists, tables, code and links, below the headings of the page', ({ assert }) => {
    const html = renderMarkdown(
      '# Title\n\nSome *words* and **more**, ~~less~~ and `code`.\n\n- one\n- two\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n```ts\nconst a = 1 < 2\n```\n\n[docs](https://docs.example/a?b=1&c=2) https://plain.example'
    )
    for (const part of ['<h3>Title</h3>', '<em>words</em>', '<strong>more</strong>', '<s>less</s>', '<code>code</code>', '<li>one</li>']) {
      assert.include(html, part)
    }
    assert.include(html, '<td class="text-end">2</td>')
    assert.include(html, 'const a = 1 &lt; 2')
    assert.include(html, '<a href="https://docs.example/a?b=1&amp;c=2" rel="nofollow ugc noopener">docs</a>')
    assert.include(html, '<a href="https://plain.example" rel="nofollow ugc noopener">')
    assert.equal(
      renderMarkdown('![A picture](https://a.example/x.png)').trim(),
      '<p><a href="https://a.example/x.png" rel="nofollow ugc noopener">A picture</a></p>'
    )
  })

  test('has no other tag, attribute, class or address than these, whatever was written', ({ assert }) => {
    for (const text of HOSTILE_MARKDOWN) {
      const html = renderMarkdown(text)
      const seen = [...tagsOf(html)]
      assert.equal(html.match(/</g)?.length ?? 0, seen.length, `a tag that is none: ${text} → ${html}`)
      for (const { name, attributes } of seen) {
        assert.isTrue(TAGS.has(name), `${name}: ${text} → ${html}`)
        for (const { key, value } of attributes) {
          assert.isTrue(ATTRIBUTES.has(key), `${key}: ${text} → ${html}`)
          if (key === 'class') assert.isTrue(CLASSES.has(value), `${value}: ${text}`)
          if (key === 'href') assert.match(value, /^(?:https?:\/\/|mailto:)/i, text)
        }
        if (name === 'a' && attributes.length) assert.deepInclude(attributes, { key: 'rel', value: 'nofollow ugc noopener' })
      }
    }
  })

  test('with more parts than a page can bear is shown as it was written; a long ordinary readme is rendered', ({ assert }) => {
    const rows = (count: number) => `|a|b|c|d|\n|-|-|-|-|\n${'|x|y|z|w|\n'.repeat(count)}`
    assert.include(renderMarkdown(rows(500)), '<td>w</td>')
    const shown = renderMarkdown(rows(6_000))
    assert.match(shown, /^<pre tabindex="0">\|a\|b/)
    assert.notInclude(shown, '<td>')
    assert.include(renderMarkdown('# Title\n\nSome *words* of a [readme](https://a.example).\n\n'.repeat(1_000)), '<h3>Title</h3>')
  })

  test('is rendered in bounded time and size, however it nests', ({ assert }) => {
    for (const text of HEAVY_MARKDOWN) {
      const started = performance.now()
      const html = renderMarkdown(text)
      assert.isBelow(performance.now() - started, 5_000, JSON.stringify(text.slice(0, 20)))
      assert.isAtMost(html.length, 1024 * 1024, JSON.stringify(text.slice(0, 20)))
    }
  })
})
