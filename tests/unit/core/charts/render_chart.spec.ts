import { test } from '@japa/runner'
import { renderChart } from '#core/charts/render_chart'
import type { ChartKind, ChartSpec } from '#core/charts/chart_spec'

const spec = (kind: ChartKind, change: Partial<ChartSpec> = {}): ChartSpec => ({
  kind,
  title: 'Sales',
  labels: ['Mon', 'Tue', '<b>Wed</b>'],
  series: [
    { name: 'A & B', values: [1, 2, 3] },
    { name: 'C', values: [3, null, 1] },
  ],
  format: (value) => `${value} €`,
  area: true,
  ...change,
})

test.group('Charts', () => {
  for (const kind of ['line', 'bar', 'stacked', 'donut'] as const) {
    test(`a ${kind} chart carries no style a strict policy would refuse and only colours of the theme`, async ({ assert }) => {
      const { wide, narrow } = await renderChart(spec(kind))
      for (const svg of [wide, narrow].filter(Boolean)) {
        assert.notMatch(svg, /\sstyle=|<style|\sclass=|<script|\son\w+=/i)
        assert.match(svg, /var\(--chart-1\)/)
        assert.notMatch(svg, /#0100/)
        assert.match(svg, /^<svg aria-hidden="true"/)
      }
    })
  }

  test('every point says its value, escaped', async ({ assert }) => {
    const { wide } = await renderChart(spec('bar'))
    assert.include(wide, '<title>A &amp; B, Mon: 1 €</title>')
    assert.include(wide, '&lt;b&gt;Wed&lt;/b&gt;: 3 €</title>')
    assert.notInclude(wide, '<b>')
  })

  test('the numbers are there as a table, gaps included', async ({ assert }) => {
    const { table } = await renderChart(spec('line'))
    assert.deepEqual(table.head, ['', 'A & B', 'C'])
    assert.deepEqual(table.rows[1], ['Tue', '2 €', '—'])
  })

  test('a period without data draws nothing', async ({ assert }) => {
    const chart = await renderChart(spec('line', { series: [{ name: 'A', values: [0, null, 0] }] }))
    assert.isTrue(chart.isEmpty)
    assert.equal(chart.wide, '')
  })

  test('labels stand apart, and what is counted has no halves', async ({ assert }) => {
    const days = Array.from({ length: 30 }, (_, day) => `Nov ${String(day + 1).padStart(2, '0')}, 2026`)
    const { wide } = await renderChart(spec('line', { labels: days, series: [{ name: 'A', values: days.map(() => 1) }], format: String }))
    const places = [...wide.matchAll(/<text[^>]*translate\(([\d.]+) [^>]*>Nov \d\d, 2026</g)].map(([, x]) => Number(x))
    assert.isAbove(places.length, 2)
    for (const [at, place] of places.slice(1).entries()) assert.isAbove(place - places[at]!, 'Nov 01, 2026'.length * 7)
    assert.notMatch(wide, />\d+\.\d+</)
  })

  test('two charts of one page share no id', async ({ assert }) => {
    const ids = (await Promise.all([renderChart(spec('line')), renderChart(spec('line'))])).flatMap(({ wide, narrow }) =>
      [...`${wide}${narrow}`.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    )
    assert.isNotEmpty(ids)
    assert.equal(new Set(ids).size, ids.length)
  })
})
