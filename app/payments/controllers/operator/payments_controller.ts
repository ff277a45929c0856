import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#core/http/exceptions'
import { isId } from '#core/ids'
import { findPaymentDetail } from '#payments/queries/find_payment_detail'
import { PAYMENT_COLUMNS, paymentsTable } from '#payments/tables/operator/payments_table'
import type { HttpContext } from '@adonisjs/core/http'

export default class PaymentsController {
  index(ctx: HttpContext) {
    return paymentsTable.render(ctx, () => db.from('payment_intents').select(PAYMENT_COLUMNS), { view: 'payments/operator/payments' })
  }

  async show({ params, view }: HttpContext) {
    const payment = isId(params.id) ? await findPaymentDetail(db, params.id) : null
    if (!payment) throw new NotFound()
    return view.render('payments/operator/payment', payment)
  }
}
