import edge from 'edge.js'
import app from '@adonisjs/core/services/app'
import { registerViewHelpers } from '#core/panels/view_helpers'

registerViewHelpers(edge)

/**
 * Edge lists the components folder again on every request, JSON answers included: its plugin is marked recurring
 * before the cache setting is read. Remembering the listing doubles the throughput of a bare route.
 */
if (!app.inDev) {
  const { loader } = edge
  let known: ReturnType<typeof loader.listComponents> | undefined
  const list = loader.listComponents.bind(loader)
  loader.listComponents = () => (known ??= list())
  edge.configure({ cache: true })
}
