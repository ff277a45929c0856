import { Ajv2020 } from 'ajv/dist/2020.js'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { namesField } from './support/complaints.js'
import { fieldPaths, listApiOperations, withField, type Field, type Operation } from './support/operations.js'
import { Sweep, type Variation } from './support/sweep.js'
import { bodyFor } from './support/bodies.js'
import { createWorld, type World } from './support/world.js'
import { BROKEN_BODIES, PROTOTYPE, UNREADABLE_BODIES, WRONG_VALUES } from './support/wrong_values.js'

const ajv = new Ajv2020({ strict: false, validateFormats: false })
const withBody = listApiOperations().filter(({ method }) => method !== 'GET')

let world: World

/** Forms write numbers and booleans as text, and validators read them so; an optional null counts as left out. */
function mayBeAccepted({ schema, isRequired }: Field, value: unknown): boolean {
  if (value === undefined || value === null) return !isRequired || ajv.validate(schema, value)
  if (value === PROTOTYPE) return ajv.validate(schema, {})
  if (ajv.validate(schema, value)) return true
  const types = [schema.type].flat()
  if (types.includes('boolean')) return ['true', 'false', 'on', '1', '0', 1, 0].includes(value as string)
  return (types.includes('integer') || types.includes('number')) && typeof value === 'string' && ajv.validate(schema, Number(value))
}

const variationsOf = (operation: Operation, { path }: Field, values: [string, unknown][]): Variation[] =>
  values.map(([what, value]) => ({ what: `${path.join('.')} = ${what}`, body: withField(bodyFor(operation, world), path, value) }))

async function sweepField(sweep: Sweep, operation: Operation, field: Field) {
  const values: [string, unknown][] = [...Object.entries(WRONG_VALUES), ['left out', undefined]]
  const isWrong = ([, value]: [string, unknown]) => !mayBeAccepted(field, value)
  const name = field.path.join('.')
  for (const { what, reply } of await sweep.send(variationsOf(operation, field, values.filter(isWrong)))) {
    if (reply.status < 400) sweep.complain(what, `accepted with ${reply.status}`)
    if (reply.status === 422 && !namesField(reply, name)) sweep.complain(what, `not named in ${reply.text.slice(0, 300)}`)
  }
  const plausible = values.filter((entry) => !isWrong(entry))
  for (const variation of variationsOf(operation, field, plausible)) await sweep.send([variation])
}

test.group('Bad bodies', (group) => {
  group.setup(async () => {
    world = await createWorld()
  })
  group.each.setup(forgetCounts)

  for (const operation of withBody.filter(({ body }) => body)) {
    test(`${operation.id}: a wrong value is refused by the name of its field`, async ({ assert }) => {
      const sweep = await Sweep.of(operation, world)
      for (const field of fieldPaths(operation.body!)) await sweepField(sweep, operation, field)
      assert.deepEqual(sweep.complaints, [])
    })
  }

  for (const operation of withBody) {
    test(`${operation.id}: a body that cannot be read is refused`, async ({ assert }) => {
      const sweep = await Sweep.of(operation, world)
      const named = Object.entries(BROKEN_BODIES).map(([what, body]) => ({ what, body }))
      const odd = Object.entries(UNREADABLE_BODIES).map(([what, variation]) => ({ what, ...variation(bodyFor(operation, world)) }))
      for (const { what, reply } of await sweep.send([...named, ...odd])) {
        if (operation.body && reply.status < 400) sweep.complain(what, `accepted with ${reply.status}`)
      }
      assert.deepEqual(sweep.complaints, [])
    })
  }
})
