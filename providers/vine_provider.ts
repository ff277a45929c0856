import VineJSServiceProvider from '@adonisjs/core/providers/vinejs_provider'

/** The framework's own, whose `boot` returns nothing: Node warns of that in every command and process. Goes when it answers a promise. */
export default class VineProvider extends VineJSServiceProvider {
  async boot() {
    super.boot()
  }
}
