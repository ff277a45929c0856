import fc from 'fast-check'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { sqlRows } from '#core/database/sql'
import { CategoryTree } from '#catalog/category_tree'
import { MoveCategory } from '#catalog/actions/move_category'
import { CreateCategory } from '#catalog/actions/create_category'
import { createProduct, createSeller } from '#tests/support/catalog'

const actor = systemActor('test')
const NODES = 8

const create = async (parentId: string | null) =>
  (await app.container.make(CreateCategory)).handle({ actor, parentId, slug: `c-${newId()}`, names: { en: 'Category', ru: 'Категория' } })
const move = async (categoryId: string, parentId: string | null) =>
  (await app.container.make(MoveCategory)).handle({ actor, categoryId, parentId })

/** Parents by what the tree stores twice: as a link and as a path. */
const stored = async (ids: string[]) =>
  sqlRows<{ id: string; parent_id: string | null; path: string[] }>(
    db,
    `select id, parent_id, string_to_array(path::text, '.') as path from categories where id = any(?::uuid[])`,
    [ids]
  )

const pathOf = (id: string, parents: Map<string, string | null>): string[] => {
  const parent = parents.get(id)!
  return [...(parent ? pathOf(parent, parents) : []), id.replaceAll('-', '')]
}

const isBelow = (id: string | null, ancestor: string, parents: Map<string, string | null>): boolean =>
  id !== null && (id === ancestor || isBelow(parents.get(id)!, ancestor, parents))

test.group('Category tree', () => {
  test('after any moves every path is the way to the root, and no move makes a circle', async ({ assert }) => {
    const moves = fc.array(fc.tuple(fc.nat(NODES - 1), fc.option(fc.nat(NODES - 1), { nil: null })), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(moves, async (steps) => {
        const ids: string[] = []
        const parents = new Map<string, string | null>()
        for (let at = 0; at < NODES; at++) {
          const parentId = at ? ids[(at - 1) >> 1] : null
          const { id } = await create(parentId)
          ids.push(id)
          parents.set(id, parentId)
        }
        for (const [from, to] of steps) {
          const [id, parentId] = [ids[from], to === null ? null : ids[to]]
          const refused = await move(id, parentId).then(
            () => null,
            (error) => error.code as string
          )
          assert.equal(refused, isBelow(parentId, id, parents) ? 'E_CATEGORY_CYCLE' : null)
          if (!refused) parents.set(id, parentId)
        }
        for (const row of await stored(ids)) {
          assert.equal(row.parent_id, parents.get(row.id))
          assert.deepEqual(row.path, pathOf(row.id, parents))
        }
      }),
      { numRuns: 10 }
    )
  })

  test('two moves that are harmless alone cannot make a circle together', async ({ assert }) => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await create(null), await create(null)]
      const outcomes = await Promise.allSettled([move(a.id, b.id), move(b.id, a.id)])
      assert.lengthOf(
        outcomes.filter(({ status }) => status === 'fulfilled'),
        1
      )
    }
  })

  test('products move with their category at once', async ({ client, assert }) => {
    const [top, other] = [await create(null), await create(null)]
    const leaf = await create(top.id)
    const product = await createProduct(await createSeller(), { categoryId: leaf.id })
    const found = async (category: string) =>
      (await client.get('/api/v1/products').qs({ category })).body().data.map(({ id }: { id: string }) => id)
    assert.deepEqual(await found(top.id), [product.id])
    await move(leaf.id, other.id)
    assert.deepEqual(await found(top.id), [])
    assert.deepEqual(await found(other.id), [product.id])
    const trail = (await (await app.container.make(CategoryTree)).find(leaf.id))!.trail.map(({ id }) => id)
    assert.deepEqual(trail, [other.id, leaf.id])
  })

  test('a parent that is not there is 404', async ({ assert }) => {
    await assert.rejects(() => create(newId()), 'There is no such category')
    const { id } = await create(null)
    await assert.rejects(() => move(id, newId()), 'There is no such category')
    await assert.rejects(() => move(newId(), id), 'There is no such category')
  })
})
