import edge from 'edge.js'
import app from '@adonisjs/core/services/app'
import { rememberComponents, rememberPartials } from '#core/panels/edge_caches'
import { registerViewHelpers } from '#core/panels/view_helpers'

registerViewHelpers(edge)

if (!app.inDev) {
  rememberComponents(edge)
  edge.configure({ cache: true })
  rememberPartials(edge)
}
