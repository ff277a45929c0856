import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#core/http/exceptions'
import { isId } from '#core/ids'
import { verifyLedger } from '#ledger/invariants/verify_ledger'
import { findTransaction } from '#ledger/queries/find_transaction'
import { listTransactions } from '#ledger/queries/list_transactions'
import { sumPosition } from '#ledger/queries/sum_position'
import { LEDGER_ACCOUNT_COLUMNS, accountsTable } from '#ledger/tables/operator/accounts_table'
import { transactionsTable } from '#ledger/tables/operator/transactions_table'
import type { HttpContext } from '@adonisjs/core/http'

export default class LedgerController {
  async index(ctx: HttpContext) {
    const positions = await sumPosition(db)
    return transactionsTable.render(ctx, () => listTransactions(db.connection()), {
      view: 'ledger/operator/transactions',
      data: { positions },
    })
  }

  accounts(ctx: HttpContext) {
    return accountsTable.render(ctx, () => db.from('ledger_accounts').select(LEDGER_ACCOUNT_COLUMNS), { view: 'ledger/operator/accounts' })
  }

  async show({ params, view }: HttpContext) {
    const transaction = isId(params.id) ? await findTransaction(db.connection(), params.id) : null
    if (!transaction) throw new NotFound()
    return view.render('ledger/operator/transaction', { transaction })
  }

  /** Reads every entry: asked for, never part of the page. */
  async verify({ response, session, i18n }: HttpContext) {
    const { ok, checks, counts } = await verifyLedger(db.connection())
    const broken = checks.filter((check) => !check.ok).map((check) => `${check.name}: ${check.violations[0]}`)
    if (ok) session.flash('success', i18n.t('ledger.sound', { checks: checks.length, transactions: counts.transactions }))
    else session.flash('error', i18n.t('ledger.broken', { problems: broken.join('; ') }))
    return response.redirect().toRoute('operator.ledger.index')
  }
}
