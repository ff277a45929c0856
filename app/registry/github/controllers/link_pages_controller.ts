import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { ChangeLink, noticeUrl } from '#registry/github/change_link'
import { findLinkOfPlugin, listNotices } from '#registry/github/repository_link'
import { findPublishedPlugin, roleMay, type PublishedPlugin } from '#registry/owners/publishing_policy'
import { linkValidator } from '#registry/github/link_json'
import { RepositoryNotLinked } from '#registry/github/exceptions'
import type { HttpContext } from '@adonisjs/core/http'

/** The repository whose releases become a plugin's versions, by page. */
@inject()
export default class LinkPagesController {
  constructor(private readonly change: ChangeLink) {}

  async show({ actor, params, view }: HttpContext) {
    const plugin = await findPublishedPlugin(db, actor, params.id as string)
    return view.render('registry/github/link', { ...(await pageOf(plugin)), made: null })
  }

  /** Not after a redirect: the secret would have to be kept somewhere in between. */
  async store({ actor, params, request, response, view }: HttpContext) {
    const { repository } = await request.validateUsing(linkValidator)
    const made = await this.change.link({ actor, plugin: params.id as string, repository })
    response.header('Cache-Control', 'no-store')
    return view.render('registry/github/link', { ...(await pageOf(await findPublishedPlugin(db, actor, params.id as string))), made })
  }

  async destroy({ actor, i18n, params, response, session }: HttpContext) {
    await this.change.unlink({ actor, plugin: params.id as string })
    session.flash('success', i18n.t('publishing.repository_was_unlinked'))
    return response.redirect().toRoute('publisher.repository.show', { id: params.id as string })
  }
}

async function pageOf(plugin: PublishedPlugin) {
  const link = await findLinkOfPlugin(db, plugin.id).catch((error: unknown) => {
    if (error instanceof RepositoryNotLinked) return null
    throw error
  })
  const notices = link ? await listNotices(db, link.id) : []
  return { plugin, link, notices, url: link && noticeUrl(link.id), mayChange: roleMay(plugin.role!, 'trusted-publishing') }
}
