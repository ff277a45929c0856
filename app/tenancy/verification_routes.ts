import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation, type OperationRole } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { BINARY, formUpload } from '#core/http/openapi/uploads'
import { DOCUMENT_KINDS, MEDIA_TYPES } from '#tenancy/verification/documents/document'
import { DOCUMENT_SCHEMA, VERIFICATION_SCHEMA } from '#tenancy/verification/verification_json'
import { verificationValidator } from '#tenancy/validators/verification'

const Verification = () => import('#tenancy/controllers/seller/verification_controller')
const Documents = () => import('#tenancy/controllers/moderator/verification_documents_controller')
const Api = () => import('#tenancy/controllers/api/verifications_controller')

panel('seller', 'tenancy.verify', () => {
  router.get('verification', [Verification, 'show']).as('verification.show')
  router.post('verification', [Verification, 'update']).as('verification.update')
  router.post('verification/submit', [Verification, 'send']).as('verification.submit')
  router.post('verification/documents', [Verification, 'upload']).as('verification.documents.store')
  router.get('verification/documents/:id', [Verification, 'download']).as('verification.documents.show')
  router.post('verification/documents/:id/remove', [Verification, 'destroy']).as('verification.documents.destroy')
}).where('id', router.matchers.uuid())

panel('moderator', 'moderation.review', () => {
  router.get('verification-documents/:id', [Documents, 'show']).as('verification_documents.show')
}).where('id', router.matchers.uuid())

const MANAGERS: OperationRole[] = ['tenant:owner', 'tenant:admin']
const about = (id: string, summary: string) => ({ id, summary, tag: 'Seller verification', roles: MANAGERS })

api(() => {
  operation(router.get('tenants/me/verification', [Api, 'show']).as('tenants.verification'), {
    ...about('getOwnVerification', "Where the company's verification stands"),
    responses: { 200: VERIFICATION_SCHEMA, ...problems(401, 403, 404, 429) },
  })
  operation(router.put('tenants/me/verification', [Api, 'update']).as('tenants.verification.update'), {
    ...about('saveOwnVerification', 'State who the company is; begins a verification where none is under way'),
    body: verificationValidator,
    responses: { 200: VERIFICATION_SCHEMA, ...problems(401, 403, 409, 422, 429) },
  })
  operation(router.post('tenants/me/verification/submit', [Api, 'send']).as('tenants.verification.submit'), {
    ...about('submitOwnVerification', 'Hand details and documents to a moderator'),
    responses: { 200: VERIFICATION_SCHEMA, ...problems(401, 403, 404, 409, 422, 429) },
  })
  operation(router.post('tenants/me/verification/documents', [Api, 'upload']).as('tenants.verification.documents.store'), {
    ...about('addVerificationDocument', 'Upload a document of the verification'),
    upload: formUpload({
      files: { file: { mediaTypes: MEDIA_TYPES, description: 'PDF without active content, or a picture' } },
      fields: { kind: { enum: [...DOCUMENT_KINDS] } },
    }),
    responses: { 201: DOCUMENT_SCHEMA, ...problems(401, 403, 404, 409, 413, 422, 429) },
  })
  operation(router.get('tenants/me/verification/documents/:id', [Api, 'download']).as('tenants.verification.documents.show'), {
    ...about('getVerificationDocument', 'The document itself, to be saved'),
    responses: { 200: BINARY, ...problems(401, 403, 404, 429) },
  })
  operation(router.delete('tenants/me/verification/documents/:id', [Api, 'destroy']).as('tenants.verification.documents.destroy'), {
    ...about('removeVerificationDocument', 'Take a document back, while no moderator has it'),
    responses: { 204: null, ...problems(401, 403, 404, 409, 429) },
  })
})
  .use(middleware.apiAuth())
  .where('id', router.matchers.uuid())
