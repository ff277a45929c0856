import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { operation } from '#core/http/openapi/operation'
import { SECURITY } from '#registry/scanning/security/security_schema'

const Rulesets = () => import('#registry/scanning/controllers/rulesets_controller')
const Security = () => import('#registry/scanning/security/security_controller')

const reading = { tag: 'Plugin trust', roles: ['public' as const], responses: { 200: SECURITY } }

api(() => {
  operation(router.get('plugins/:name/security', [Security, 'show']).as('plugins.security'), {
    ...reading,
    id: 'readPluginSecurity',
    summary: 'What the scan saw of the version that is installed where nobody says',
  })
  operation(router.get('plugins/:name/versions/:version/security', [Security, 'version']).as('plugins.version_security'), {
    ...reading,
    id: 'readVersionSecurity',
    summary: 'What the scan saw of one public version',
  })
})

panel('operator', 'scanning.rules', () => {
  router.get('upload-rules', [Rulesets, 'index']).as('upload_rules.index')
  router.get('upload-rules/new', [Rulesets, 'create']).as('upload_rules.create')
  router.post('upload-rules', [Rulesets, 'store']).as('upload_rules.store')
  router.post('upload-rules/rescan', [Rulesets, 'rescan']).as('upload_rules.rescan')
  router.get('upload-rules/:version', [Rulesets, 'show']).as('upload_rules.show')
  router.post('upload-rules/:version/activate', [Rulesets, 'activate']).as('upload_rules.activate')
})
