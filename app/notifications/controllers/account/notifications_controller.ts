import { NotFound } from '#core/http/exceptions'
import { isId } from '#core/ids'
import { listNotices, markAllRead, openNotice, type NoticeRow } from '#notifications/queries/notices'
import type { HttpContext } from '@adonisjs/core/http'

export default class NotificationsController {
  async index({ actor, i18n, request, view }: HttpContext) {
    const page = await listNotices(actor.userId!, request.input('cursor', null))
    return view.render('notifications/account/index', {
      notices: page.data.map((row) => present(row, i18n)),
      nextCursor: page.meta.next_cursor,
      channel: `users/${actor.userId}/notices`,
    })
  }

  /** Reads one notice and leads to what it is about. */
  async show({ actor, params, response }: HttpContext) {
    if (!isId(params.id)) throw new NotFound()
    const link = await openNotice(actor.userId!, params.id)
    return link ? response.redirect().toPath(link) : response.redirect().toRoute('account.notifications.index')
  }

  async readAll({ actor, i18n, response, session }: HttpContext) {
    await markAllRead(actor.userId!)
    session.flash('success', i18n.t('notifications.marked'))
    return response.redirect().toRoute('account.notifications.index')
  }
}

function present({ id, kind, params, created_at: at, read_at: readAt }: NoticeRow, i18n: HttpContext['i18n']) {
  const key = `notifications.${kind.replaceAll('.', '_')}`
  return { id, at, isUnread: !readAt, title: i18n.t(`${key}_title`, params), body: i18n.t(`${key}_body`, params) }
}
