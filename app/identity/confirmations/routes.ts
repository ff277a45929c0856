import router from '@adonisjs/core/services/router'
import { api, panel, publicPages } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation, type OperationSpec } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { ACCEPTED_SCHEMA } from '#identity/confirmations/accepted_schema'
import { codeValidator, emailTokenValidator, newEmailValidator, phoneValidator } from '#identity/confirmations/validators'

const Confirmations = () => import('#identity/confirmations/controllers/confirmations_controller')
const SignUpMails = () => import('#identity/confirmations/controllers/sign_up_mails_controller')
const Contacts = () => import('#identity/confirmations/controllers/contacts_controller')
const ContactsApi = () => import('#identity/confirmations/controllers/contacts_api_controller')

publicPages(() => {
  router.get('sign-up/check-mail', [SignUpMails, 'show']).as('sign_up_mail.show')
  router.post('sign-up/check-mail', [SignUpMails, 'store']).as('sign_up_mail.store')
  router.get('confirm-email/:token', [Confirmations, 'show']).as('email_confirmation.show')
  router.post('confirm-email/:token', [Confirmations, 'store']).as('email_confirmation.store')
})

panel('account', null, () => {
  router.get('contacts', [Contacts, 'show']).as('contacts.show')
  router.post('contacts/email/confirmation', [Contacts, 'resend']).as('contacts.resend')
  router.post('contacts/phone/confirm', [Contacts, 'confirm']).as('contacts.confirm_phone')
})

/** Who holds the address holds the account: these ask for a fresh proof. */
panel('account', null, () => {
  router.post('contacts/email', [Contacts, 'changeEmail']).as('contacts.change_email')
  router.post('contacts/phone', [Contacts, 'sendCode']).as('contacts.send_code')
  router.post('contacts/phone/remove', [Contacts, 'remove']).as('contacts.remove_phone')
}).use(middleware.stepUp())

const own = (spec: Pick<OperationSpec, 'id' | 'summary' | 'body' | 'responses'>): OperationSpec => ({
  tag: 'Sign-in',
  roles: ['authenticated'],
  ...spec,
})

api(() => {
  operation(router.post('auth/email-confirmations/complete', [ContactsApi, 'confirm']).as('auth.email.confirm'), {
    id: 'confirmEmail',
    summary: 'Confirm an address by the token of a mailed link',
    tag: 'Sign-in',
    roles: ['public'],
    body: emailTokenValidator,
    responses: { 204: null, ...problems(404, 422, 429) },
  })
})

api(() => {
  operation(
    router.post('auth/email-confirmations', [ContactsApi, 'resend']).as('auth.email.resend'),
    own({
      id: 'resendEmailConfirmation',
      summary: 'Mail the confirmation of the present address again, where it is not confirmed',
      responses: { 202: ACCEPTED_SCHEMA, ...problems(401, 429) },
    })
  )
  operation(
    router.post('auth/phone/confirm', [ContactsApi, 'confirmCode']).as('auth.phone.confirm'),
    own({
      id: 'confirmPhone',
      summary: 'Confirm the number by the code that was sent to it',
      body: codeValidator,
      responses: { 204: null, ...problems(401, 422, 429) },
    })
  )
}).use(middleware.apiAuth())

api(() => {
  operation(
    router.post('auth/email', [ContactsApi, 'changeEmail']).as('auth.email.change'),
    own({
      id: 'changeEmail',
      summary: 'Mail a link to a new address; the account changes to it when the link is opened',
      body: newEmailValidator,
      responses: { 202: ACCEPTED_SCHEMA, ...problems(401, 403, 422, 429) },
    })
  )
  operation(
    router.post('auth/phone', [ContactsApi, 'sendCode']).as('auth.phone.send_code'),
    own({
      id: 'sendPhoneCode',
      summary: 'Send a code to a number',
      body: phoneValidator,
      responses: { 202: ACCEPTED_SCHEMA, ...problems(401, 403, 422, 429) },
    })
  )
  operation(
    router.delete('auth/phone', [ContactsApi, 'removeNumber']).as('auth.phone.remove'),
    own({ id: 'removePhone', summary: "Remove the account's number", responses: { 204: null, ...problems(401, 403, 429) } })
  )
}).use([middleware.apiAuth(), middleware.stepUp()])
