import { oneOf, record, text } from '#core/json_schema'
import { definePublicEvent } from '#core/outbox/public_events'

const schema = record({
  installation_id: text(36),
  plugin_id: text(36),
  plugin_name: text(64),
  version: text(64),
  by: oneOf(['user', 'system', 'breaker'], 'Who or what did it: `breaker` when calls kept failing'),
})

const plugin = (verb: string, summary: string) =>
  definePublicEvent({ name: `runtime.plugin_${verb}.v1`, summary, aggregate: 'plugin installation', schema })

plugin('installed', 'A plugin was installed.')
plugin('enabled', 'A plugin was switched on.')
plugin('disabled', 'A plugin was switched off, by somebody or because it kept failing.')
plugin('updated', 'A plugin runs in another version.')
plugin('uninstalled', 'A plugin was removed.')
