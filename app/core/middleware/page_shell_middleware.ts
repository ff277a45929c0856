import { PageShell } from '#core/panels/page_shell'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Gives views the frame's facts as `shell`. After the identity middleware, for the menu depends on rights. */
export default class PageShellMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    ctx.view.share({ shell: new PageShell(ctx) })
    ctx.response.append('Vary', 'X-Up-Target')
    await next()
    if (showsRefusedForm(ctx)) ctx.response.status(422)
  }
}

/** A refused form is shown again after a redirect; Unpoly keeps it in its drawer only when the answer says so. */
const showsRefusedForm = ({ request, response, session }: HttpContext) =>
  !!request.header('X-Up-Version') &&
  request.method() === 'GET' &&
  response.getStatus() === 200 &&
  session.flashMessages.has('inputErrorsBag')
