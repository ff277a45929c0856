import assert from 'node:assert/strict'
import db from '@adonisjs/lucid/services/db'
import fc from 'fast-check'
import { newId } from '#core/ids'
import { expireHolds, placeHold, voidHold } from '#ledger/actions/holds'
import { post } from '#ledger/actions/post_transaction'
import { findBalance } from '#ledger/queries/find_balance'
import { ACCOUNTS, availableOf, modelMove, type Model } from '#tests/unit/ledger/support/model'
import { commitReverse, inTransaction, move, outcome, request, rub, wallet } from '#tests/unit/ledger/support/requests'
import type { Account } from '#ledger/types'

/** The real ledger: a fresh book per run. */
export type Real = { tenantId: string }

type Command = fc.AsyncCommand<Model, Real>

/** Account 0 has no floor: money comes into the book through it. */
const account = (at: number): Account => (at === 0 ? { code: 'till', normalSide: 'C' } : wallet(at))

const EPOCH = Date.parse('2020-01-01T00:00:00Z')
const at = (minute: number) => new Date(EPOCH + minute * 60_000).toISOString()

async function agree(model: Model, real: Real) {
  for (let index = 0; index < ACCOUNTS; index++) {
    const { balance, available } = await findBalance(db.connection(), {
      tenantId: real.tenantId,
      code: account(index).code,
      currency: 'RUB',
    })
    assert.equal(balance.amount, model.balances[index], `balance of account ${index}`)
    assert.equal(available.amount, availableOf(model, index), `available on account ${index}`)
  }
}

const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  async run(model, real) {
    await run(model, real)
    await agree(model, real)
  },
  toString: () => name,
})

const pick = <Value>(values: Iterable<Value>, index: number): Value | undefined => {
  const list = [...values]
  return list[index % list.length]
}

type Move = { from: number; to: number; amount: number }

const moveMoney = ({ from, to, amount }: Move, key: number) =>
  command(`move ${amount} from ${from} to ${to} under key ${key}`, async (model, real) => {
    const body = `${from}>${to}:${amount}`
    const idempotencyKey = `k${key}`
    const known = model.keys.get(idempotencyKey)
    const expected = known === undefined ? modelMove(model, { from, to, amount }) : known === body ? 'done' : 'E_LEDGER_KEY_REUSED'
    const wanted = request(real.tenantId, move(account(from), account(to), amount), { idempotencyKey })
    assert.equal(await outcome(inTransaction((trx) => post(trx, wanted))), expected)
    if (expected !== 'done' || known !== undefined) return
    model.keys.set(idempotencyKey, body)
    model.postings.set(wanted.id, { from, to, amount, reversed: false })
  })

const reversePosting = (index: number) =>
  command(`reverse posting ${index}`, async (model, real) => {
    const chosen = pick(model.postings, index)
    if (!chosen) return
    const [reversesId, posting] = chosen
    const back = { from: posting.to, to: posting.from, amount: posting.amount }
    const expected = posting.reversed ? 'E_LEDGER_ALREADY_REVERSED' : modelMove(model, back)
    assert.equal(await outcome(commitReverse(real.tenantId, reversesId)), expected)
    if (expected === 'done') posting.reversed = true
  })

const hold = (on: number, amount: number, minute: number) =>
  command(`hold ${amount} on ${on} until ${minute}`, async (model, real) => {
    const id = newId()
    const expected = on === 0 || availableOf(model, on) >= amount ? 'done' : 'E_LEDGER_INSUFFICIENT'
    const wanted = {
      id,
      tenantId: real.tenantId,
      account: account(on),
      money: rub(amount),
      source: { type: 'test', id },
      idempotencyKey: id,
    }
    const place = () => outcome(inTransaction((trx) => placeHold(trx, { ...wanted, expiresAt: at(minute) })))
    assert.equal(await place(), expected)
    if (expected !== 'done') return
    assert.equal(await place(), 'done')
    model.holds.set(id, { account: on, amount, state: 'pending', expiresAt: minute })
  })

const captureHold = (index: number, to: number) =>
  command(`capture hold ${index} for ${to}`, async (model, real) => {
    const chosen = pick(model.holds, index)
    if (!chosen || chosen[1].account === to) return
    const [id, held] = chosen
    const wanted = request(real.tenantId, move(account(held.account), account(to), held.amount), { hold: { id } })
    const expected = held.state === 'pending' ? 'done' : 'E_LEDGER_HOLD_NOT_OPEN'
    assert.equal(await outcome(inTransaction((trx) => post(trx, wanted))), expected)
    if (expected !== 'done') return
    held.state = 'posted'
    model.balances[held.account] -= held.amount
    model.balances[to] += held.amount
    model.postings.set(wanted.id, { from: held.account, to, amount: held.amount, reversed: false })
  })

const voidSome = (index: number) =>
  command(`void hold ${index}`, async (model, real) => {
    const chosen = pick(model.holds, index)
    if (!chosen) return
    const [id, held] = chosen
    const expected = held.state === 'posted' ? 'E_LEDGER_HOLD_NOT_OPEN' : 'done'
    assert.equal(await outcome(inTransaction((trx) => voidHold(trx, { tenantId: real.tenantId, id }))), expected)
    if (held.state === 'pending') held.state = 'voided'
  })

const expire = (minute: number) =>
  command(`expire at ${minute}`, async (model) => {
    const due = [...model.holds].filter(([, held]) => held.state === 'pending' && held.expiresAt <= minute)
    const ended = await inTransaction((trx) => expireHolds(trx, at(minute), 1_000))
    for (const [id, held] of due) {
      assert.ok(ended.includes(id), 'a due hold did not expire')
      held.state = 'expired'
    }
  })

const unbalanced = (amount: number) =>
  command(`an unbalanced posting of ${amount}`, async (_, real) => {
    const [debited, credited] = move(account(1), account(2), amount)
    const entries = [debited, { ...credited, money: rub(amount + 1) }]
    assert.equal(await outcome(inTransaction((trx) => post(trx, request(real.tenantId, entries)))), 'E_LEDGER_UNBALANCED')
  })

const someAccount = fc.nat(ACCOUNTS - 1)
const someAmount = fc.integer({ min: 1, max: 120 })
const someMove = fc.record({ from: someAccount, to: someAccount, amount: someAmount })
const someIndex = fc.nat(40)
const someMinute = fc.nat(60)

export const someCommands = fc.commands(
  [
    fc.tuple(someMove, fc.nat(400)).map(([wanted, key]) => moveMoney(wanted, key)),
    fc.tuple(someAmount, fc.nat(400)).map(([amount, key]) => moveMoney({ from: 0, to: 1 + (key % (ACCOUNTS - 1)), amount }, key)),
    fc.tuple(someMove, fc.nat(3)).map(([wanted, key]) => moveMoney(wanted, key)),
    someIndex.map(reversePosting),
    fc.tuple(someAccount, someAmount, someMinute).map(([on, amount, minute]) => hold(on, amount, minute)),
    fc.tuple(someIndex, someAccount).map(([index, to]) => captureHold(index, to)),
    someIndex.map(voidSome),
    someMinute.map(expire),
    someAmount.map(unbalanced),
  ],
  { maxCommands: 40, size: 'large' }
)
