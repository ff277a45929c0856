import type { HttpContext } from '@adonisjs/core/http'

export default class HelpController {
  keys({ view }: HttpContext) {
    return view.render('core/keys')
  }
}
