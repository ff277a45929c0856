import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { operation } from '#core/http/openapi/operation'
import { SIGNATURES } from '#registry/signing/signature_schemas'

const Signatures = () => import('#registry/signing/signatures_controller')

api(() => {
  operation(router.get('plugins/:name/versions/:version/signatures', [Signatures, 'index']).as('plugins.signatures'), {
    id: 'listVersionSignatures',
    summary: 'Who signed a version, with which keys, and what exactly: enough to check it without asking again',
    tag: 'Plugin registry',
    roles: ['public'],
    responses: { 200: SIGNATURES },
  })
})
