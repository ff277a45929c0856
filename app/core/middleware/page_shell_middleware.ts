import { PageShell } from '#core/panels/page_shell'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Gives views the frame's facts as `shell`. After the identity middleware, for the menu depends on rights. */
export default class PageShellMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    ctx.view.share({ shell: new PageShell(ctx) })
    ctx.response.append('Vary', 'X-Up-Target')
    return next()
  }
}
