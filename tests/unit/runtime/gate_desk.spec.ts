import { test } from '@japa/runner'
import { GateDesk, type Judged } from '#runtime/host/gate_desk'
import { GUESTS } from './guests.js'

test.group('Gate desk', () => {
  test('judges one after the other, refuses when too many wait, and judges again afterwards', async ({ assert }) => {
    const desk = new GateDesk()
    const bytes = GUESTS.echo.build()
    const judged = await Promise.all(Array.from({ length: 300 }, () => desk.inspect(bytes)))
    const refused = judged.filter(({ error }) => error)
    assert.lengthOf(refused, 300 - 1 - 256)
    assert.match(refused[0]!.error!, /^Too many modules wait/)
    assert.isTrue(judged.filter(({ result }) => result).every(({ result }) => result!.verdict.ok))
    const later = await desk.inspect(bytes)
    assert.isTrue(later.result?.verdict.ok)
  })

  test('large modules that wait are refused before they fill the memory', async ({ assert }) => {
    const desk = new GateDesk()
    const judged = await Promise.all(Array.from({ length: 20 }, () => desk.inspect(new Uint8Array(4 * 1024 * 1024))))
    assert.lengthOf(
      judged.filter(({ error }) => error),
      20 - 1 - 16
    )
  })

  test('whoever runs scripts does not wait behind those who publish', async ({ assert }) => {
    const desk = new GateDesk()
    const bytes = GUESTS.echo.build()
    const order: string[] = []
    const noted = async (what: string, work: Promise<Judged | Uint8Array>) => {
      await work
      order.push(what)
    }
    const published = Array.from({ length: 5 }, (_, i) => noted(`module ${i}`, desk.inspect(bytes)))
    await Promise.all([...published, noted('engine', desk.engine())])
    assert.deepEqual(order.slice(0, 2), ['module 0', 'engine'])
  })

  test('scripts are judged once the engine is there, and modules between them', async ({ assert }) => {
    const desk = new GateDesk()
    const script = new TextEncoder().encode('export const event_v1 = () => ({})')
    const judged = await Promise.all([script, GUESTS.echo.build(), script].map((one) => desk.inspect(one)))
    assert.deepEqual(
      judged.map(({ error }) => error),
      [undefined, undefined, undefined]
    )
    assert.isTrue(judged[1].result!.verdict.ok)
    assert.deepEqual(judged[0].result!.verdict, judged[2].result!.verdict)
  })
})
