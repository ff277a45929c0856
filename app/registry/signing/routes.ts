import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { operation } from '#core/http/openapi/operation'
import { REGISTRY_KEYS, SIGNATURES } from '#registry/signing/signature_schemas'

const Keys = () => import('#registry/signing/registry_keys_controller')
const Signatures = () => import('#registry/signing/signatures_controller')

api(() => {
  operation(router.get('registry/keys', [Keys, 'index']).as('registry.keys'), {
    id: 'listRegistryKeys',
    summary: 'The keys the registry signed with, the newest first; a new one with the signature of the one before it',
    tag: 'Plugin registry',
    roles: ['public'],
    responses: { 200: REGISTRY_KEYS },
  })
  operation(router.get('plugins/:name/versions/:version/signatures', [Signatures, 'index']).as('plugins.signatures'), {
    id: 'listVersionSignatures',
    summary: 'Who signed a version, with which keys, and what exactly: enough to check it without asking again',
    tag: 'Plugin registry',
    roles: ['public'],
    responses: { 200: SIGNATURES },
  })
})
