import '@adonisjs/core/types/http'

type ParamValue = string | number | bigint | boolean

export type ScannedRoutes = {
  ALL: {
    'drive.fs.serve': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
    'openapi': { paramsTuple?: []; params?: {} }
    'docs': { paramsTuple?: []; params?: {} }
    'operator.proposals.index': { paramsTuple?: []; params?: {} }
    'operator.proposals.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.proposals.confirm': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.proposals.reject': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.proposals.index': { paramsTuple?: []; params?: {} }
    'api.admin.proposals.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.proposals.confirm': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.proposals.reject': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.views.create': { paramsTuple?: []; params?: {} }
    'account.views.store': { paramsTuple?: []; params?: {} }
    'account.views.choose': { paramsTuple?: []; params?: {} }
    'account.views.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.views.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.views.save': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.views.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.views.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'sign_up_mail.show': { paramsTuple?: []; params?: {} }
    'sign_up_mail.store': { paramsTuple?: []; params?: {} }
    'email_confirmation.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_confirmation.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account.contacts.show': { paramsTuple?: []; params?: {} }
    'account.contacts.resend': { paramsTuple?: []; params?: {} }
    'account.contacts.confirm_phone': { paramsTuple?: []; params?: {} }
    'account.contacts.change_email': { paramsTuple?: []; params?: {} }
    'account.contacts.send_code': { paramsTuple?: []; params?: {} }
    'account.contacts.remove_phone': { paramsTuple?: []; params?: {} }
    'api.auth.email.confirm': { paramsTuple?: []; params?: {} }
    'api.auth.email.resend': { paramsTuple?: []; params?: {} }
    'api.auth.phone.confirm': { paramsTuple?: []; params?: {} }
    'api.auth.email.change': { paramsTuple?: []; params?: {} }
    'api.auth.phone.send_code': { paramsTuple?: []; params?: {} }
    'api.auth.phone.remove': { paramsTuple?: []; params?: {} }
    'password_reset.create': { paramsTuple?: []; params?: {} }
    'password_reset.store': { paramsTuple?: []; params?: {} }
    'password_reset.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'password_reset.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.auth.password_resets.store': { paramsTuple?: []; params?: {} }
    'api.auth.password_resets.update': { paramsTuple?: []; params?: {} }
    'account.sign_ins.index': { paramsTuple?: []; params?: {} }
    'account.sign_ins.destroy_others': { paramsTuple?: []; params?: {} }
    'account.sign_ins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.sessions.index': { paramsTuple?: []; params?: {} }
    'api.auth.sessions.destroy_others': { paramsTuple?: []; params?: {} }
    'api.auth.sessions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.root.merchant.auth.token': { paramsTuple?: []; params?: {} }
    'api.root.merchant.auth.refresh': { paramsTuple?: []; params?: {} }
    'api.root.merchant.auth.logout': { paramsTuple?: []; params?: {} }
    'api.root.trader.auth.token': { paramsTuple?: []; params?: {} }
    'api.root.trader.auth.refresh': { paramsTuple?: []; params?: {} }
    'api.root.trader.auth.logout': { paramsTuple?: []; params?: {} }
    'api.root.support.auth.login': { paramsTuple?: []; params?: {} }
    'api.root.support.auth.refresh': { paramsTuple?: []; params?: {} }
    'api.root.support.auth.logout': { paramsTuple?: []; params?: {} }
    'api.auth.login': { paramsTuple?: []; params?: {} }
    'api.auth.refresh': { paramsTuple?: []; params?: {} }
    'api.auth.logout': { paramsTuple?: []; params?: {} }
    'api.admin.auth.login': { paramsTuple?: []; params?: {} }
    'api.admin.auth.refresh': { paramsTuple?: []; params?: {} }
    'api.admin.auth.logout': { paramsTuple?: []; params?: {} }
    'api.merchant.auth.token': { paramsTuple?: []; params?: {} }
    'api.merchant.auth.refresh': { paramsTuple?: []; params?: {} }
    'api.merchant.auth.logout': { paramsTuple?: []; params?: {} }
    'api.trader.auth.token': { paramsTuple?: []; params?: {} }
    'api.trader.auth.refresh': { paramsTuple?: []; params?: {} }
    'api.trader.auth.logout': { paramsTuple?: []; params?: {} }
    'api.support.auth.login': { paramsTuple?: []; params?: {} }
    'api.support.auth.refresh': { paramsTuple?: []; params?: {} }
    'api.support.auth.logout': { paramsTuple?: []; params?: {} }
    'api.auth.token_refresh': { paramsTuple?: []; params?: {} }
    'api.auth.me': { paramsTuple?: []; params?: {} }
    'api.auth.me.update': { paramsTuple?: []; params?: {} }
    'jwks': { paramsTuple?: []; params?: {} }
    'operator.signing_keys.index': { paramsTuple?: []; params?: {} }
    'operator.signing_keys.confirm_rotation': { paramsTuple?: []; params?: {} }
    'operator.signing_keys.rotate': { paramsTuple?: []; params?: {} }
    'api.service_tokens.scopes': { paramsTuple?: []; params?: {} }
    'api.service_tokens.index': { paramsTuple?: []; params?: {} }
    'api.service_tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.service_tokens.uses': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.service_tokens.store': { paramsTuple?: []; params?: {} }
    'api.service_tokens.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.service_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.service_tokens.scopes': { paramsTuple?: []; params?: {} }
    'api.admin.service_tokens.index': { paramsTuple?: []; params?: {} }
    'api.admin.service_tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.service_tokens.uses': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.service_tokens.store': { paramsTuple?: []; params?: {} }
    'api.admin.service_tokens.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.service_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.service_tokens.index': { paramsTuple?: []; params?: {} }
    'account.service_tokens.create': { paramsTuple?: []; params?: {} }
    'account.service_tokens.store': { paramsTuple?: []; params?: {} }
    'account.service_tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.service_tokens.confirm_rotation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.service_tokens.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.service_tokens.confirm_revocation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.service_tokens.revoke': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.service_tokens.index': { paramsTuple?: []; params?: {} }
    'operator.service_tokens.create': { paramsTuple?: []; params?: {} }
    'operator.service_tokens.store': { paramsTuple?: []; params?: {} }
    'operator.service_tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.service_tokens.confirm_rotation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.service_tokens.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.service_tokens.confirm_revocation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.service_tokens.revoke': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'session.create': { paramsTuple?: []; params?: {} }
    'session.store': { paramsTuple?: []; params?: {} }
    'session.destroy': { paramsTuple?: []; params?: {} }
    'account.home': { paramsTuple?: []; params?: {} }
    'account.profile.show': { paramsTuple?: []; params?: {} }
    'account.profile.update': { paramsTuple?: []; params?: {} }
    'account.profile.password': { paramsTuple?: []; params?: {} }
    'account.first_password.create': { paramsTuple?: []; params?: {} }
    'account.first_password.store': { paramsTuple?: []; params?: {} }
    'operator.users.index': { paramsTuple?: []; params?: {} }
    'operator.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.blocks.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.blocks.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.blocks.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.roles.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.roles.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.users.create': { paramsTuple?: []; params?: {} }
    'operator.users.store': { paramsTuple?: []; params?: {} }
    'operator.users.confirm_end': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.users.end': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.factor_resets.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.factor_resets.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.users.explain': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.index': { paramsTuple?: []; params?: {} }
    'api.admin.users.store': { paramsTuple?: []; params?: {} }
    'api.admin.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.grant': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.revoke': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.explain': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.end_sessions': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.reset_factors': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.standing': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.strike': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.strikes.withdraw': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.block': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.unblock': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.roles.index': { paramsTuple?: []; params?: {} }
    'operator.custom_roles.create': { paramsTuple?: []; params?: {} }
    'operator.custom_roles.store': { paramsTuple?: []; params?: {} }
    'operator.custom_roles.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.custom_roles.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.custom_roles.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.custom_roles.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.roles.index': { paramsTuple?: []; params?: {} }
    'account.roles.create': { paramsTuple?: []; params?: {} }
    'account.roles.store': { paramsTuple?: []; params?: {} }
    'account.roles.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.roles.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.roles.grant': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.roles.revoke': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.roles.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.roles.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.permissions.index': { paramsTuple?: []; params?: {} }
    'api.admin.roles.index': { paramsTuple?: []; params?: {} }
    'api.admin.roles.store': { paramsTuple?: []; params?: {} }
    'api.admin.roles.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.roles.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.roles.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.roles.index': { paramsTuple?: []; params?: {} }
    'api.tenants.roles.store': { paramsTuple?: []; params?: {} }
    'api.tenants.roles.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.roles.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.roles.grant': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'user': ParamValue} }
    'api.tenants.roles.revoke': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'user': ParamValue} }
    'standing_appeals.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'standing_appeals.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.standing.show': { paramsTuple?: []; params?: {} }
    'account.standing.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.standing.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.strikes.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.strikes.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.strikes.confirm_withdrawal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.strikes.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.appeals.token': { paramsTuple?: []; params?: {} }
    'api.auth.appeals.show': { paramsTuple?: []; params?: {} }
    'api.auth.appeals.store': { paramsTuple?: []; params?: {} }
    'api.auth.standing': { paramsTuple?: []; params?: {} }
    'api.auth.standing.appeal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.factors.index': { paramsTuple?: []; params?: {} }
    'api.auth.factors.totp.store': { paramsTuple?: []; params?: {} }
    'api.auth.factors.totp.update': { paramsTuple?: []; params?: {} }
    'api.auth.factors.totp.destroy': { paramsTuple?: []; params?: {} }
    'api.auth.factors.recovery_codes': { paramsTuple?: []; params?: {} }
    'api.auth.passkeys.options': { paramsTuple?: []; params?: {} }
    'api.auth.passkeys.store': { paramsTuple?: []; params?: {} }
    'api.auth.passkeys.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.passkeys.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.devices.index': { paramsTuple?: []; params?: {} }
    'api.auth.devices.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.step_up': { paramsTuple?: []; params?: {} }
    'api.auth.step_up.passkey_options': { paramsTuple?: []; params?: {} }
    'api.auth.step_up.passkey': { paramsTuple?: []; params?: {} }
    'second_step.create': { paramsTuple?: []; params?: {} }
    'second_step.store': { paramsTuple?: []; params?: {} }
    'second_step.passkey_options': { paramsTuple?: []; params?: {} }
    'second_step.passkey': { paramsTuple?: []; params?: {} }
    'passkey_sign_in.options': { paramsTuple?: []; params?: {} }
    'passkey_sign_in.store': { paramsTuple?: []; params?: {} }
    'account.security.show': { paramsTuple?: []; params?: {} }
    'account.confirmations.create': { paramsTuple?: []; params?: {} }
    'account.confirmations.store': { paramsTuple?: []; params?: {} }
    'account.confirmations.passkey_options': { paramsTuple?: []; params?: {} }
    'account.confirmations.passkey': { paramsTuple?: []; params?: {} }
    'account.devices.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.recovery_codes.confirm': { paramsTuple?: []; params?: {} }
    'account.recovery_codes.renew': { paramsTuple?: []; params?: {} }
    'account.totp.store': { paramsTuple?: []; params?: {} }
    'account.totp.show': { paramsTuple?: []; params?: {} }
    'account.totp.qr': { paramsTuple?: []; params?: {} }
    'account.totp.update': { paramsTuple?: []; params?: {} }
    'account.totp.confirm_removal': { paramsTuple?: []; params?: {} }
    'account.totp.destroy': { paramsTuple?: []; params?: {} }
    'account.passkeys.create': { paramsTuple?: []; params?: {} }
    'account.passkeys.options': { paramsTuple?: []; params?: {} }
    'account.passkeys.store': { paramsTuple?: []; params?: {} }
    'account.passkeys.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.passkeys.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.passkeys.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.passkeys.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'providers.start': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'providers.callback': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'providers.new_account.create': { paramsTuple?: []; params?: {} }
    'providers.new_account.store': { paramsTuple?: []; params?: {} }
    'account.connections.index': { paramsTuple?: []; params?: {} }
    'account.connections.pending': { paramsTuple?: []; params?: {} }
    'account.connections.refuse': { paramsTuple?: []; params?: {} }
    'account.connections.accept': { paramsTuple?: []; params?: {} }
    'account.connections.connect': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'account.connections.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.connections.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.identity_providers.index': { paramsTuple?: []; params?: {} }
    'operator.identity_providers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.identity_providers.test': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.identity_providers.create': { paramsTuple?: []; params?: {} }
    'operator.identity_providers.store': { paramsTuple?: []; params?: {} }
    'operator.identity_providers.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.identity_providers.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.identity_providers.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.identity_providers.index': { paramsTuple?: []; params?: {} }
    'api.identity_providers.store': { paramsTuple?: []; params?: {} }
    'api.identity_providers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.identity_providers.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.identity_providers.check': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.identity_providers.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'registration.create': { paramsTuple?: []; params?: {} }
    'registration.store': { paramsTuple?: []; params?: {} }
    'invitation.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'invitation.accept': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account.tenant.update': { paramsTuple?: []; params?: {} }
    'account.company.show': { paramsTuple?: []; params?: {} }
    'account.company.update': { paramsTuple?: []; params?: {} }
    'account.company.confirm_closing': { paramsTuple?: []; params?: {} }
    'account.company.close': { paramsTuple?: []; params?: {} }
    'account.credentials.index': { paramsTuple?: []; params?: {} }
    'account.credentials.store': { paramsTuple?: []; params?: {} }
    'account.credentials.confirm_removal': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'account.credentials.destroy': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'account.ownership.store': { paramsTuple?: []; params?: {} }
    'account.ownership.accept': { paramsTuple?: []; params?: {} }
    'account.ownership.destroy': { paramsTuple?: []; params?: {} }
    'account.members.index': { paramsTuple?: []; params?: {} }
    'account.invitations.store': { paramsTuple?: []; params?: {} }
    'account.invitations.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.members.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.members.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.members.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.members.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.register': { paramsTuple?: []; params?: {} }
    'account.audit.index': { paramsTuple?: []; params?: {} }
    'api.tenants.audit': { paramsTuple?: []; params?: {} }
    'api.tenants.show': { paramsTuple?: []; params?: {} }
    'api.tenants.update': { paramsTuple?: []; params?: {} }
    'api.tenants.usage': { paramsTuple?: []; params?: {} }
    'api.tenants.close': { paramsTuple?: []; params?: {} }
    'api.tenants.members': { paramsTuple?: []; params?: {} }
    'api.tenants.members.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.members.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.leave': { paramsTuple?: []; params?: {} }
    'api.tenants.invitations': { paramsTuple?: []; params?: {} }
    'api.tenants.invitations.store': { paramsTuple?: []; params?: {} }
    'api.tenants.invitations.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.invitations.accept': { paramsTuple?: []; params?: {} }
    'api.tenants.transfer': { paramsTuple?: []; params?: {} }
    'api.tenants.transfer.store': { paramsTuple?: []; params?: {} }
    'api.tenants.transfer.accept': { paramsTuple?: []; params?: {} }
    'api.tenants.transfer.destroy': { paramsTuple?: []; params?: {} }
    'api.tenants.credentials': { paramsTuple?: []; params?: {} }
    'api.tenants.credentials.update': { paramsTuple?: []; params?: {} }
    'api.tenants.credentials.destroy': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'seller.verification.show': { paramsTuple?: []; params?: {} }
    'seller.verification.update': { paramsTuple?: []; params?: {} }
    'seller.verification.submit': { paramsTuple?: []; params?: {} }
    'seller.verification.documents.store': { paramsTuple?: []; params?: {} }
    'seller.verification.documents.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.verification.documents.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.verification_documents.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.verification': { paramsTuple?: []; params?: {} }
    'api.tenants.verification.update': { paramsTuple?: []; params?: {} }
    'api.tenants.verification.submit': { paramsTuple?: []; params?: {} }
    'api.tenants.verification.documents.store': { paramsTuple?: []; params?: {} }
    'api.tenants.verification.documents.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.verification.documents.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.tenants.index': { paramsTuple?: []; params?: {} }
    'operator.tenants.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.tenants.plan': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.tenants.index': { paramsTuple?: []; params?: {} }
    'api.admin.tenants.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.tenants.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.contexts': { paramsTuple?: []; params?: {} }
    'api.auth.context': { paramsTuple?: []; params?: {} }
    'plugin_endpoints.root': { paramsTuple: [ParamValue,ParamValue]; params: {'tenant': ParamValue,'plugin': ParamValue} }
    'plugin_endpoints.handle': { paramsTuple: [ParamValue,ParamValue,...ParamValue[]]; params: {'tenant': ParamValue,'plugin': ParamValue,'*': ParamValue[]} }
    'seller.plugin_blocks.index': { paramsTuple?: []; params?: {} }
    'seller.plugins.surfaces': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.run_schedule': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'schedule': ParamValue} }
    'seller.plugins.redeliver_events': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.discard_events': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.block': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'block': ParamValue} }
    'seller.plugins.block_action': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'id': ParamValue,'block': ParamValue,'action': ParamValue} }
    'seller.plugins.start_export': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'name': ParamValue} }
    'seller.plugins.download_export': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'export': ParamValue} }
    'operator.plugins.surfaces': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.run_schedule': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'schedule': ParamValue} }
    'operator.plugins.redeliver_events': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.discard_events': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.block': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'block': ParamValue} }
    'operator.plugins.block_action': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'id': ParamValue,'block': ParamValue,'action': ParamValue} }
    'operator.plugin_runs.index': { paramsTuple?: []; params?: {} }
    'operator.plugin_runs.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.installations.index': { paramsTuple?: []; params?: {} }
    'operator.installations.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.installations.enable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.installations.confirm_disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.installations.disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugin_runs.index': { paramsTuple?: []; params?: {} }
    'seller.plugin_runs.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.ledger.index': { paramsTuple?: []; params?: {} }
    'operator.ledger.accounts': { paramsTuple?: []; params?: {} }
    'operator.ledger.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.ledger.verify': { paramsTuple?: []; params?: {} }
    'api.plugins.featured': { paramsTuple?: []; params?: {} }
    'api.plugins.trending': { paramsTuple?: []; params?: {} }
    'api.plugins.newest': { paramsTuple?: []; params?: {} }
    'api.plugins.categories': { paramsTuple?: []; params?: {} }
    'api.plugins.tags': { paramsTuple?: []; params?: {} }
    'api.publishers.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.publishers.plugins': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.favourites.index': { paramsTuple?: []; params?: {} }
    'api.plugins.favourite': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.unfavourite': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.follows.index': { paramsTuple?: []; params?: {} }
    'api.follows.notices': { paramsTuple?: []; params?: {} }
    'api.plugins.follow': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.unfollow': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.publishers.follow': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.publishers.unfollow': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.admin.featured.index': { paramsTuple?: []; params?: {} }
    'api.admin.featured.update': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.admin.featured.destroy': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.categories.index': { paramsTuple?: []; params?: {} }
    'registry.categories.show': { paramsTuple: [ParamValue]; params: {'category': ParamValue} }
    'registry.tags.index': { paramsTuple?: []; params?: {} }
    'registry.tags.show': { paramsTuple: [ParamValue]; params: {'tag': ParamValue} }
    'registry.plugins.versions': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.plugins.changelog': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.plugins.security': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.publishers.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'registry.plugins.favourite': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.plugins.follow': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.publishers.follow': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'registry.feeds.releases': { paramsTuple?: []; params?: {} }
    'registry.feeds.advisories': { paramsTuple?: []; params?: {} }
    'registry.categories.feed': { paramsTuple: [ParamValue]; params: {'category': ParamValue} }
    'registry.plugins.feed': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.publishers.feed': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'registry.plugins.shield': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'file': ParamValue} }
    'sitemap': { paramsTuple?: []; params?: {} }
    'sitemaps.pages': { paramsTuple?: []; params?: {} }
    'sitemaps.plugins': { paramsTuple?: []; params?: {} }
    'sitemaps.publishers': { paramsTuple?: []; params?: {} }
    'robots': { paramsTuple?: []; params?: {} }
    'account.favourites.index': { paramsTuple?: []; params?: {} }
    'account.follows.index': { paramsTuple?: []; params?: {} }
    'account.follows.notices': { paramsTuple?: []; params?: {} }
    'operator.featured_plugins.index': { paramsTuple?: []; params?: {} }
    'operator.featured_plugins.store': { paramsTuple?: []; params?: {} }
    'operator.featured_plugins.destroy': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.search': { paramsTuple?: []; params?: {} }
    'api.plugins.publish': { paramsTuple?: []; params?: {} }
    'api.plugins.upload': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.plugins.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.badges': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.version': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.plugins.download': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.plugins.yank': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.registry.stats': { paramsTuple?: []; params?: {} }
    'api.plugins.resolve': { paramsTuple?: []; params?: {} }
    'api.plugins.dependencies': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.dependents': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.index': { paramsTuple?: []; params?: {} }
    'api.installations.lock.show': { paramsTuple?: []; params?: {} }
    'api.installations.lock.store': { paramsTuple?: []; params?: {} }
    'api.platform_installations.lock.show': { paramsTuple?: []; params?: {} }
    'api.platform_installations.lock.store': { paramsTuple?: []; params?: {} }
    'api.installations.index': { paramsTuple?: []; params?: {} }
    'api.installations.store': { paramsTuple?: []; params?: {} }
    'api.installations.runs': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.index': { paramsTuple?: []; params?: {} }
    'api.platform_installations.store': { paramsTuple?: []; params?: {} }
    'api.platform_installations.runs': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.settings': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.enable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.settings': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.enable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.steer': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.update.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.update.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.update.decline': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.roll_back': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.steer': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.update.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.update.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.update.decline': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.roll_back': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.secrets.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.secrets.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'name': ParamValue} }
    'api.installations.secrets.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'name': ParamValue} }
    'api.installations.health': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.history': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.export': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.secrets.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.secrets.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'name': ParamValue} }
    'api.platform_installations.secrets.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'name': ParamValue} }
    'api.platform_installations.health': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.history': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.export': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.plugin_runs.index': { paramsTuple?: []; params?: {} }
    'api.plugin_runs.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.plugin_runs.replay': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_plugin_runs.index': { paramsTuple?: []; params?: {} }
    'api.platform_plugin_runs.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_plugin_runs.replay': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.home': { paramsTuple?: []; params?: {} }
    'publisher.plugins.index': { paramsTuple?: []; params?: {} }
    'publisher.uploads.create': { paramsTuple?: []; params?: {} }
    'publisher.uploads.store': { paramsTuple?: []; params?: {} }
    'publisher.plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.versions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.yanks.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.yanks.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.yanks.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'registry.plugins.index': { paramsTuple?: []; params?: {} }
    'registry.plugins.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'seller.plugins.index': { paramsTuple?: []; params?: {} }
    'seller.plugins.waiting': { paramsTuple?: []; params?: {} }
    'seller.plugins.create': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'seller.plugins.store': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'seller.plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.configure': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.forget_secret': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'name': ParamValue} }
    'seller.plugins.enable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.confirm_disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.steer': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.versions': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.confirm_update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.decline': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.roll_back': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.data': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.export': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.confirm_uninstall': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.uninstall': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugin_runs.replay': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugin_runs.replay_now': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.index': { paramsTuple?: []; params?: {} }
    'operator.plugins.waiting': { paramsTuple?: []; params?: {} }
    'operator.plugins.create': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'operator.plugins.store': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'operator.plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.configure': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.forget_secret': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'name': ParamValue} }
    'operator.plugins.enable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.confirm_disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.steer': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.versions': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.confirm_update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.decline': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.roll_back': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.data': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.export': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.confirm_uninstall': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.uninstall': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugin_runs.replay': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugin_runs.replay_now': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'registry.reviews.index': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.plugins.statistics': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.reviews.store': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.reviews.vote': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'registry.reviews.report': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'registry.reviews.flag': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'registry.reviews.leave': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'registry.reviews.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'registry.reviews.answer': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'registry.reviews.reply': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'registry.reviews.remove_reply': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'moderator.plugin_reviews.index': { paramsTuple?: []; params?: {} }
    'moderator.plugin_reviews.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.plugin_reviews.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'moderator.plugin_reviews.store': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'api.plugins.reviews': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.reviews.store': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.reviews.update': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'review_id': ParamValue} }
    'api.plugins.reviews.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'review_id': ParamValue} }
    'api.plugins.reviews.vote': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'review_id': ParamValue} }
    'api.plugins.reviews.flag': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'review_id': ParamValue} }
    'api.reviews.respond': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.reviews.respond.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.plugins.verify': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.admin.stats': { paramsTuple?: []; params?: {} }
    'api.tokens.scopes': { paramsTuple?: []; params?: {} }
    'api.tokens.index': { paramsTuple?: []; params?: {} }
    'api.tokens.store': { paramsTuple?: []; params?: {} }
    'api.tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tokens.history': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tokens.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.tokens.index': { paramsTuple?: []; params?: {} }
    'publisher.tokens.create': { paramsTuple?: []; params?: {} }
    'publisher.tokens.store': { paramsTuple?: []; params?: {} }
    'publisher.tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.tokens.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.tokens.confirm_revocation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.tokens.revoke': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.owners.index': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.owners.invite': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.owners.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'api.owners.update': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'user': ParamValue} }
    'api.owners.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'user': ParamValue} }
    'api.transfers.store': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.transfers.destroy': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugin_invitations.accept': { paramsTuple?: []; params?: {} }
    'api.plugin_transfers.accept': { paramsTuple?: []; params?: {} }
    'api.plugin_invitations.decline': { paramsTuple?: []; params?: {} }
    'api.plugin_transfers.decline': { paramsTuple?: []; params?: {} }
    'publisher.owners.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.owners.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.owners.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'invitation': ParamValue} }
    'publisher.owners.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'user': ParamValue} }
    'publisher.owners.confirm_removal': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'user': ParamValue} }
    'publisher.owners.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'user': ParamValue} }
    'publisher.transfers.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.transfers.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'plugin_invitations.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'plugin_invitations.accept': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'plugin_invitations.decline': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'plugin_transfers.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'plugin_transfers.accept': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'plugin_transfers.decline': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.stages.index': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.stages.approve': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.stages.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.publishing.update': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'publisher.stages.approve': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.stages.withdraw': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.publishing.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.plugins.security': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.version_security': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'operator.upload_rules.index': { paramsTuple?: []; params?: {} }
    'operator.upload_rules.create': { paramsTuple?: []; params?: {} }
    'operator.upload_rules.store': { paramsTuple?: []; params?: {} }
    'operator.upload_rules.rescan': { paramsTuple?: []; params?: {} }
    'operator.upload_rules.show': { paramsTuple: [ParamValue]; params: {'version': ParamValue} }
    'operator.upload_rules.activate': { paramsTuple: [ParamValue]; params: {'version': ParamValue} }
    'api.trusted.exchange': { paramsTuple?: []; params?: {} }
    'api.trusted.index': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.trusted.store': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.trusted.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'publisher.trusted.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.trusted.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.trusted.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'publisher': ParamValue} }
    'api.plugins.update': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.destroy': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.unyank': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'publisher.upkeep.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.upkeep.deprecate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.upkeep.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'publisher.upkeep.store': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'api.verification.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.verification.update': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.verification.check': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.admin.publishers.verify': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'publisher.verification.index': { paramsTuple?: []; params?: {} }
    'publisher.verification.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'publisher.verification.update': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'publisher.verification.check': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'operator.verification.publishers': { paramsTuple?: []; params?: {} }
    'operator.verification.publisher': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.verification.judge_publisher': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'operator.verification.plugins': { paramsTuple?: []; params?: {} }
    'operator.verification.plugin': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.verification.judge_plugin': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'operator.registry.overview': { paramsTuple?: []; params?: {} }
    'api.registry.keys': { paramsTuple?: []; params?: {} }
    'api.plugins.signatures': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'plugin_client': { paramsTuple?: []; params?: {} }
    'registry.blobs.show': { paramsTuple: [ParamValue,ParamValue]; params: {'digest': ParamValue,'file': ParamValue} }
    'api.bundles.store': { paramsTuple?: []; params?: {} }
    'api.webhooks.events': { paramsTuple?: []; params?: {} }
    'api.webhooks.index': { paramsTuple?: []; params?: {} }
    'api.webhooks.store': { paramsTuple?: []; params?: {} }
    'api.webhooks.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.webhooks.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.webhooks.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.webhooks.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.webhooks.ping': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.webhooks.replay': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.webhooks.deliveries': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.webhooks.delivery': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'delivery': ParamValue} }
    'api.webhooks.replay_one': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'delivery': ParamValue} }
    'publisher.webhooks.index': { paramsTuple?: []; params?: {} }
    'publisher.webhooks.create': { paramsTuple?: []; params?: {} }
    'publisher.webhooks.store': { paramsTuple?: []; params?: {} }
    'publisher.webhooks.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.switch': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.ping': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.replay': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.delivery': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'delivery': ParamValue} }
    'publisher.webhooks.replay_one': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'delivery': ParamValue} }
    'api.plugins.sbom': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.keys.index': { paramsTuple?: []; params?: {} }
    'api.keys.challenge': { paramsTuple?: []; params?: {} }
    'api.keys.store': { paramsTuple?: []; params?: {} }
    'api.keys.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.keys.revoke': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.keys.index': { paramsTuple?: []; params?: {} }
    'publisher.keys.create': { paramsTuple?: []; params?: {} }
    'publisher.keys.store': { paramsTuple?: []; params?: {} }
    'publisher.keys.replace': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.keys.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.keys.confirm_revocation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.keys.revoke': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.repository.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.repository.update': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.repository.destroy': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'webhooks.github.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.repository.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.repository.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.repository.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.publishers.index': { paramsTuple?: []; params?: {} }
    'api.publishers.store': { paramsTuple?: []; params?: {} }
    'api.publishers.people': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.publishers.invite': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.publishers.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'id': ParamValue} }
    'api.publishers.members.update': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'user': ParamValue} }
    'api.publishers.members.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'user': ParamValue} }
    'api.publisher_invitations.accept': { paramsTuple?: []; params?: {} }
    'api.publisher_invitations.decline': { paramsTuple?: []; params?: {} }
    'api.teams.store': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.teams.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'team': ParamValue} }
    'api.teams.members.store': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'slug': ParamValue,'team': ParamValue,'user': ParamValue} }
    'api.teams.members.destroy': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'slug': ParamValue,'team': ParamValue,'user': ParamValue} }
    'api.plugins.teams': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.publisher': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.teams.update': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'name': ParamValue,'publisher': ParamValue,'team': ParamValue} }
    'api.plugins.teams.destroy': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'name': ParamValue,'publisher': ParamValue,'team': ParamValue} }
    'publisher.teams.index': { paramsTuple?: []; params?: {} }
    'publisher.teams.store': { paramsTuple?: []; params?: {} }
    'publisher.teams.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'publisher.teams.invite': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'publisher.teams.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'id': ParamValue} }
    'publisher.teams.members.update': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'user': ParamValue} }
    'publisher.teams.members.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'user': ParamValue} }
    'publisher.teams.store_team': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'publisher.teams.remove_team': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'team': ParamValue} }
    'publisher.teams.join': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'team': ParamValue} }
    'publisher.teams.part': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'slug': ParamValue,'team': ParamValue,'user': ParamValue} }
    'publisher.names.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.plugin_teams.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.plugin_teams.destroy': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'id': ParamValue,'publisher': ParamValue,'team': ParamValue} }
    'plugin_publisher_invitations.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'plugin_publisher_invitations.accept': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'plugin_publisher_invitations.decline': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.advisories.index': { paramsTuple?: []; params?: {} }
    'api.advisories.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.plugins.advisories': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.advisories.installations': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.advisories': { paramsTuple?: []; params?: {} }
    'api.advisories.store': { paramsTuple?: []; params?: {} }
    'api.advisories.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.advisories.submit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.advisories.publish': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.advisories.withdraw': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.advisories.reject': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'advisories.index': { paramsTuple?: []; params?: {} }
    'advisories.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.advisories.index': { paramsTuple?: []; params?: {} }
    'moderator.advisories.create': { paramsTuple?: []; params?: {} }
    'moderator.advisories.store': { paramsTuple?: []; params?: {} }
    'moderator.advisories.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.advisories.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.advisories.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.advisories.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'moderator.advisories.act': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'publisher.advisories.index': { paramsTuple?: []; params?: {} }
    'publisher.advisories.create': { paramsTuple?: []; params?: {} }
    'publisher.advisories.store': { paramsTuple?: []; params?: {} }
    'publisher.advisories.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.advisories.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.advisories.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.advisories.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'publisher.advisories.act': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'api.plugins.reports.store': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.versions.reports.store': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.reviews.reports.store': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'review_id': ParamValue} }
    'api.publishers.reports.store': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.reports.show': { paramsTuple: [ParamValue]; params: {'case': ParamValue} }
    'api.reports.appeal': { paramsTuple: [ParamValue]; params: {'case': ParamValue} }
    'api.reports.index': { paramsTuple?: []; params?: {} }
    'api.admin.reports.merge': { paramsTuple: [ParamValue]; params: {'case': ParamValue} }
    'moderator.reports.merge': { paramsTuple: [ParamValue]; params: {'case': ParamValue} }
    'reports.plugins.create': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'reports.plugins.store': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'reports.versions.create': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'reports.versions.store': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'reports.reviews.create': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'review_id': ParamValue} }
    'reports.reviews.store': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'review_id': ParamValue} }
    'reports.publishers.create': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'reports.publishers.store': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'cases.index': { paramsTuple?: []; params?: {} }
    'cases.find': { paramsTuple?: []; params?: {} }
    'cases.show': { paramsTuple: [ParamValue]; params: {'case': ParamValue} }
    'cases.appeal': { paramsTuple: [ParamValue]; params: {'case': ParamValue} }
    'api.registry.log': { paramsTuple?: []; params?: {} }
    'api.admin.plugins.taken_down': { paramsTuple?: []; params?: {} }
    'api.admin.plugins.takedown': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.admin.plugins.restore': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.admin.plugins.quarantine': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.admin.digests.index': { paramsTuple?: []; params?: {} }
    'api.admin.versions.quarantine': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.admin.versions.release': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.admin.versions.remove': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.admin.publishers.restrict': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.admin.publishers.lift': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.admin.digests.block': { paramsTuple: [ParamValue]; params: {'digest': ParamValue} }
    'api.admin.digests.allow': { paramsTuple: [ParamValue]; params: {'digest': ParamValue} }
    'moderator.registry_plugins.index': { paramsTuple?: []; params?: {} }
    'moderator.registry_plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.registry_plugins.create': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'moderator.registry_plugins.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.registry_versions.create': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'id': ParamValue,'version_id': ParamValue,'act': ParamValue} }
    'moderator.registry_versions.store': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'version_id': ParamValue} }
    'moderator.registry_quarantines.index': { paramsTuple?: []; params?: {} }
    'moderator.registry_publishers.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.registry_publishers.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.registry_plugins.index': { paramsTuple?: []; params?: {} }
    'operator.registry_plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.registry_plugins.create': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'operator.registry_plugins.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.registry_versions.create': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'id': ParamValue,'version_id': ParamValue,'act': ParamValue} }
    'operator.registry_versions.store': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'version_id': ParamValue} }
    'operator.registry_quarantines.index': { paramsTuple?: []; params?: {} }
    'operator.registry_publishers.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.registry_publishers.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.digests.index': { paramsTuple?: []; params?: {} }
    'moderator.digests.show': { paramsTuple: [ParamValue]; params: {'digest': ParamValue} }
    'operator.digests.create': { paramsTuple?: []; params?: {} }
    'operator.digests.store': { paramsTuple?: []; params?: {} }
    'operator.digests.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'digest': ParamValue,'verdict': ParamValue} }
    'operator.digests.update': { paramsTuple: [ParamValue,ParamValue]; params: {'digest': ParamValue,'verdict': ParamValue} }
    'operator.digests.index': { paramsTuple?: []; params?: {} }
    'operator.digests.show': { paramsTuple: [ParamValue]; params: {'digest': ParamValue} }
    'api.seller.products.index': { paramsTuple?: []; params?: {} }
    'api.seller.products.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller.products.store': { paramsTuple?: []; params?: {} }
    'api.seller.products.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller.products.publish': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller.products.hide': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller.products.offers.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'offer': ParamValue} }
    'seller.products.index': { paramsTuple?: []; params?: {} }
    'seller.products.create': { paramsTuple?: []; params?: {} }
    'seller.products.store': { paramsTuple?: []; params?: {} }
    'seller.products.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.publish': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.hide': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.suggestions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.suggestions.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'suggestion': ParamValue} }
    'seller.products.suggestions.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'suggestion': ParamValue} }
    'seller.products.offers.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'offer': ParamValue} }
    'seller.products.offers.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'offer': ParamValue} }
    'shop.home': { paramsTuple?: []; params?: {} }
    'shop.categories.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'shop.products.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.products.index': { paramsTuple?: []; params?: {} }
    'api.products.show': { paramsTuple: [ParamValue]; params: {'key': ParamValue} }
    'api.categories.index': { paramsTuple?: []; params?: {} }
    'webhooks.payments.store': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'webhooks.payments.report': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'operator.payments.index': { paramsTuple?: []; params?: {} }
    'operator.payments.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.cart.show': { paramsTuple?: []; params?: {} }
    'api.cart.store': { paramsTuple?: []; params?: {} }
    'api.cart.update': { paramsTuple: [ParamValue]; params: {'offer': ParamValue} }
    'api.cart.destroy': { paramsTuple: [ParamValue]; params: {'offer': ParamValue} }
    'api.checkout.quote': { paramsTuple?: []; params?: {} }
    'api.checkout.store': { paramsTuple?: []; params?: {} }
    'api.orders.index': { paramsTuple?: []; params?: {} }
    'api.orders.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.orders.transition': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller_orders.index': { paramsTuple?: []; params?: {} }
    'api.seller_orders.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller_orders.transition': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'shop.cart': { paramsTuple?: []; params?: {} }
    'cart.items.store': { paramsTuple?: []; params?: {} }
    'cart.items.update': { paramsTuple: [ParamValue]; params: {'offer': ParamValue} }
    'cart.items.destroy': { paramsTuple: [ParamValue]; params: {'offer': ParamValue} }
    'checkout.create': { paramsTuple?: []; params?: {} }
    'checkout.store': { paramsTuple?: []; params?: {} }
    'checkout.show': { paramsTuple: [ParamValue]; params: {'group': ParamValue} }
    'account.orders.index': { paramsTuple?: []; params?: {} }
    'account.orders.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.orders.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'event': ParamValue} }
    'account.orders.transition': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.orders.index': { paramsTuple?: []; params?: {} }
    'seller.orders.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.orders.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'event': ParamValue} }
    'seller.orders.transition': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.home': { paramsTuple?: []; params?: {} }
    'moderator.reviews.index': { paramsTuple?: []; params?: {} }
    'moderator.reviews.decided': { paramsTuple?: []; params?: {} }
    'moderator.reviews.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.claims.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.claims.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.claims.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.claims.escalate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.decisions.create': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'decision': ParamValue} }
    'moderator.decisions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.statistics': { paramsTuple?: []; params?: {} }
    'moderator.canned_texts.index': { paramsTuple?: []; params?: {} }
    'moderator.canned_texts.create': { paramsTuple?: []; params?: {} }
    'moderator.canned_texts.store': { paramsTuple?: []; params?: {} }
    'moderator.canned_texts.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.canned_texts.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.canned_texts.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'shop.search': { paramsTuple?: []; params?: {} }
    'api.search.products': { paramsTuple?: []; params?: {} }
    'analyst.dashboard': { paramsTuple?: []; params?: {} }
    'analyst.dashboard.export': { paramsTuple?: []; params?: {} }
    'seller.home': { paramsTuple?: []; params?: {} }
    'seller.analytics': { paramsTuple?: []; params?: {} }
    'api.analytics.sales': { paramsTuple?: []; params?: {} }
    'account.notifications.index': { paramsTuple?: []; params?: {} }
    'account.notifications.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.notifications.read': { paramsTuple?: []; params?: {} }
    'ping': { paramsTuple?: []; params?: {} }
    'health': { paramsTuple?: []; params?: {} }
    'health.live': { paramsTuple?: []; params?: {} }
    'health.ready': { paramsTuple?: []; params?: {} }
    'metrics': { paramsTuple?: []; params?: {} }
    'preferences.theme': { paramsTuple?: []; params?: {} }
    'preferences.locale': { paramsTuple?: []; params?: {} }
    'palette.show': { paramsTuple?: []; params?: {} }
    'help.keys': { paramsTuple?: []; params?: {} }
    'event_stream': { paramsTuple?: []; params?: {} }
    'subscribe': { paramsTuple?: []; params?: {} }
    'unsubscribe': { paramsTuple?: []; params?: {} }
    'operator.overview': { paramsTuple?: []; params?: {} }
    'operator.jobs.index': { paramsTuple?: []; params?: {} }
    'operator.dead_letters.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.dead_letters.retry': { paramsTuple?: []; params?: {} }
    'operator.dead_letters.confirm_discard': { paramsTuple?: []; params?: {} }
    'operator.dead_letters.discard': { paramsTuple?: []; params?: {} }
    'operator.events.index': { paramsTuple?: []; params?: {} }
    'operator.events.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.mailbox.index': { paramsTuple?: []; params?: {} }
    'operator.mailbox.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.audit.index': { paramsTuple?: []; params?: {} }
    'operator.audit.verify': { paramsTuple?: []; params?: {} }
    'operator.audit.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.settings.index': { paramsTuple?: []; params?: {} }
    'operator.settings.edit': { paramsTuple: [ParamValue]; params: {'key': ParamValue} }
    'operator.settings.update': { paramsTuple: [ParamValue]; params: {'key': ParamValue} }
  }
  GET: {
    'drive.fs.serve': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
    'openapi': { paramsTuple?: []; params?: {} }
    'docs': { paramsTuple?: []; params?: {} }
    'operator.proposals.index': { paramsTuple?: []; params?: {} }
    'operator.proposals.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.proposals.index': { paramsTuple?: []; params?: {} }
    'api.admin.proposals.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.views.create': { paramsTuple?: []; params?: {} }
    'account.views.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.views.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'sign_up_mail.show': { paramsTuple?: []; params?: {} }
    'email_confirmation.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account.contacts.show': { paramsTuple?: []; params?: {} }
    'password_reset.create': { paramsTuple?: []; params?: {} }
    'password_reset.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account.sign_ins.index': { paramsTuple?: []; params?: {} }
    'api.auth.sessions.index': { paramsTuple?: []; params?: {} }
    'api.auth.me': { paramsTuple?: []; params?: {} }
    'jwks': { paramsTuple?: []; params?: {} }
    'operator.signing_keys.index': { paramsTuple?: []; params?: {} }
    'operator.signing_keys.confirm_rotation': { paramsTuple?: []; params?: {} }
    'api.service_tokens.scopes': { paramsTuple?: []; params?: {} }
    'api.service_tokens.index': { paramsTuple?: []; params?: {} }
    'api.service_tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.service_tokens.uses': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.service_tokens.scopes': { paramsTuple?: []; params?: {} }
    'api.admin.service_tokens.index': { paramsTuple?: []; params?: {} }
    'api.admin.service_tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.service_tokens.uses': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.service_tokens.index': { paramsTuple?: []; params?: {} }
    'account.service_tokens.create': { paramsTuple?: []; params?: {} }
    'account.service_tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.service_tokens.confirm_rotation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.service_tokens.confirm_revocation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.service_tokens.index': { paramsTuple?: []; params?: {} }
    'operator.service_tokens.create': { paramsTuple?: []; params?: {} }
    'operator.service_tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.service_tokens.confirm_rotation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.service_tokens.confirm_revocation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'session.create': { paramsTuple?: []; params?: {} }
    'account.home': { paramsTuple?: []; params?: {} }
    'account.profile.show': { paramsTuple?: []; params?: {} }
    'account.first_password.create': { paramsTuple?: []; params?: {} }
    'operator.users.index': { paramsTuple?: []; params?: {} }
    'operator.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.blocks.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.users.create': { paramsTuple?: []; params?: {} }
    'operator.users.confirm_end': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.factor_resets.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.users.explain': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.index': { paramsTuple?: []; params?: {} }
    'api.admin.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.explain': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.standing': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.roles.index': { paramsTuple?: []; params?: {} }
    'operator.custom_roles.create': { paramsTuple?: []; params?: {} }
    'operator.custom_roles.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.custom_roles.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.roles.index': { paramsTuple?: []; params?: {} }
    'account.roles.create': { paramsTuple?: []; params?: {} }
    'account.roles.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.roles.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.permissions.index': { paramsTuple?: []; params?: {} }
    'api.admin.roles.index': { paramsTuple?: []; params?: {} }
    'api.admin.roles.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.roles.index': { paramsTuple?: []; params?: {} }
    'standing_appeals.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.standing.show': { paramsTuple?: []; params?: {} }
    'account.standing.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.strikes.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.strikes.confirm_withdrawal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.standing': { paramsTuple?: []; params?: {} }
    'api.auth.factors.index': { paramsTuple?: []; params?: {} }
    'api.auth.devices.index': { paramsTuple?: []; params?: {} }
    'second_step.create': { paramsTuple?: []; params?: {} }
    'account.security.show': { paramsTuple?: []; params?: {} }
    'account.confirmations.create': { paramsTuple?: []; params?: {} }
    'account.recovery_codes.confirm': { paramsTuple?: []; params?: {} }
    'account.totp.show': { paramsTuple?: []; params?: {} }
    'account.totp.qr': { paramsTuple?: []; params?: {} }
    'account.totp.confirm_removal': { paramsTuple?: []; params?: {} }
    'account.passkeys.create': { paramsTuple?: []; params?: {} }
    'account.passkeys.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.passkeys.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'providers.start': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'providers.callback': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'providers.new_account.create': { paramsTuple?: []; params?: {} }
    'account.connections.index': { paramsTuple?: []; params?: {} }
    'account.connections.pending': { paramsTuple?: []; params?: {} }
    'account.connections.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.identity_providers.index': { paramsTuple?: []; params?: {} }
    'operator.identity_providers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.identity_providers.create': { paramsTuple?: []; params?: {} }
    'operator.identity_providers.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.identity_providers.index': { paramsTuple?: []; params?: {} }
    'api.identity_providers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'registration.create': { paramsTuple?: []; params?: {} }
    'invitation.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account.company.show': { paramsTuple?: []; params?: {} }
    'account.company.confirm_closing': { paramsTuple?: []; params?: {} }
    'account.credentials.index': { paramsTuple?: []; params?: {} }
    'account.credentials.confirm_removal': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'account.members.index': { paramsTuple?: []; params?: {} }
    'account.members.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.members.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.audit.index': { paramsTuple?: []; params?: {} }
    'api.tenants.audit': { paramsTuple?: []; params?: {} }
    'api.tenants.show': { paramsTuple?: []; params?: {} }
    'api.tenants.usage': { paramsTuple?: []; params?: {} }
    'api.tenants.members': { paramsTuple?: []; params?: {} }
    'api.tenants.invitations': { paramsTuple?: []; params?: {} }
    'api.tenants.transfer': { paramsTuple?: []; params?: {} }
    'api.tenants.credentials': { paramsTuple?: []; params?: {} }
    'seller.verification.show': { paramsTuple?: []; params?: {} }
    'seller.verification.documents.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.verification_documents.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.verification': { paramsTuple?: []; params?: {} }
    'api.tenants.verification.documents.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.tenants.index': { paramsTuple?: []; params?: {} }
    'operator.tenants.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.tenants.index': { paramsTuple?: []; params?: {} }
    'api.admin.tenants.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.contexts': { paramsTuple?: []; params?: {} }
    'plugin_endpoints.root': { paramsTuple: [ParamValue,ParamValue]; params: {'tenant': ParamValue,'plugin': ParamValue} }
    'plugin_endpoints.handle': { paramsTuple: [ParamValue,ParamValue,...ParamValue[]]; params: {'tenant': ParamValue,'plugin': ParamValue,'*': ParamValue[]} }
    'seller.plugin_blocks.index': { paramsTuple?: []; params?: {} }
    'seller.plugins.surfaces': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.block': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'block': ParamValue} }
    'seller.plugins.download_export': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'export': ParamValue} }
    'operator.plugins.surfaces': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.block': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'block': ParamValue} }
    'operator.plugin_runs.index': { paramsTuple?: []; params?: {} }
    'operator.plugin_runs.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.installations.index': { paramsTuple?: []; params?: {} }
    'operator.installations.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.installations.confirm_disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugin_runs.index': { paramsTuple?: []; params?: {} }
    'seller.plugin_runs.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.ledger.index': { paramsTuple?: []; params?: {} }
    'operator.ledger.accounts': { paramsTuple?: []; params?: {} }
    'operator.ledger.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.plugins.featured': { paramsTuple?: []; params?: {} }
    'api.plugins.trending': { paramsTuple?: []; params?: {} }
    'api.plugins.newest': { paramsTuple?: []; params?: {} }
    'api.plugins.categories': { paramsTuple?: []; params?: {} }
    'api.plugins.tags': { paramsTuple?: []; params?: {} }
    'api.publishers.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.publishers.plugins': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.favourites.index': { paramsTuple?: []; params?: {} }
    'api.follows.index': { paramsTuple?: []; params?: {} }
    'api.admin.featured.index': { paramsTuple?: []; params?: {} }
    'registry.categories.index': { paramsTuple?: []; params?: {} }
    'registry.categories.show': { paramsTuple: [ParamValue]; params: {'category': ParamValue} }
    'registry.tags.index': { paramsTuple?: []; params?: {} }
    'registry.tags.show': { paramsTuple: [ParamValue]; params: {'tag': ParamValue} }
    'registry.plugins.versions': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.plugins.changelog': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.plugins.security': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.publishers.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'registry.feeds.releases': { paramsTuple?: []; params?: {} }
    'registry.feeds.advisories': { paramsTuple?: []; params?: {} }
    'registry.categories.feed': { paramsTuple: [ParamValue]; params: {'category': ParamValue} }
    'registry.plugins.feed': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.publishers.feed': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'registry.plugins.shield': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'file': ParamValue} }
    'sitemap': { paramsTuple?: []; params?: {} }
    'sitemaps.pages': { paramsTuple?: []; params?: {} }
    'sitemaps.plugins': { paramsTuple?: []; params?: {} }
    'sitemaps.publishers': { paramsTuple?: []; params?: {} }
    'robots': { paramsTuple?: []; params?: {} }
    'account.favourites.index': { paramsTuple?: []; params?: {} }
    'account.follows.index': { paramsTuple?: []; params?: {} }
    'operator.featured_plugins.index': { paramsTuple?: []; params?: {} }
    'api.plugins.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.badges': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.version': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.plugins.download': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.registry.stats': { paramsTuple?: []; params?: {} }
    'api.plugins.dependencies': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.dependents': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.index': { paramsTuple?: []; params?: {} }
    'api.installations.lock.show': { paramsTuple?: []; params?: {} }
    'api.platform_installations.lock.show': { paramsTuple?: []; params?: {} }
    'api.installations.index': { paramsTuple?: []; params?: {} }
    'api.installations.runs': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.index': { paramsTuple?: []; params?: {} }
    'api.platform_installations.runs': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.update.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.update.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.secrets.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.health': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.history': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.export': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.secrets.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.health': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.history': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.export': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.plugin_runs.index': { paramsTuple?: []; params?: {} }
    'api.plugin_runs.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_plugin_runs.index': { paramsTuple?: []; params?: {} }
    'api.platform_plugin_runs.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.home': { paramsTuple?: []; params?: {} }
    'publisher.plugins.index': { paramsTuple?: []; params?: {} }
    'publisher.uploads.create': { paramsTuple?: []; params?: {} }
    'publisher.plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.versions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.yanks.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'registry.plugins.index': { paramsTuple?: []; params?: {} }
    'registry.plugins.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'seller.plugins.index': { paramsTuple?: []; params?: {} }
    'seller.plugins.waiting': { paramsTuple?: []; params?: {} }
    'seller.plugins.create': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'seller.plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.confirm_disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.versions': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.confirm_update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.data': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.export': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.confirm_uninstall': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugin_runs.replay': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.index': { paramsTuple?: []; params?: {} }
    'operator.plugins.waiting': { paramsTuple?: []; params?: {} }
    'operator.plugins.create': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'operator.plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.confirm_disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.versions': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.confirm_update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.data': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.export': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.confirm_uninstall': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugin_runs.replay': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'registry.reviews.index': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.plugins.statistics': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.reviews.report': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'registry.reviews.leave': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'registry.reviews.answer': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'moderator.plugin_reviews.index': { paramsTuple?: []; params?: {} }
    'moderator.plugin_reviews.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.plugin_reviews.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'api.plugins.reviews': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.admin.stats': { paramsTuple?: []; params?: {} }
    'api.tokens.scopes': { paramsTuple?: []; params?: {} }
    'api.tokens.index': { paramsTuple?: []; params?: {} }
    'api.tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tokens.history': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.tokens.index': { paramsTuple?: []; params?: {} }
    'publisher.tokens.create': { paramsTuple?: []; params?: {} }
    'publisher.tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.tokens.confirm_revocation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.owners.index': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'publisher.owners.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.owners.confirm_removal': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'user': ParamValue} }
    'plugin_invitations.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'plugin_transfers.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.stages.index': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.security': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.version_security': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'operator.upload_rules.index': { paramsTuple?: []; params?: {} }
    'operator.upload_rules.create': { paramsTuple?: []; params?: {} }
    'operator.upload_rules.show': { paramsTuple: [ParamValue]; params: {'version': ParamValue} }
    'api.trusted.index': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'publisher.trusted.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.upkeep.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.upkeep.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'api.verification.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'publisher.verification.index': { paramsTuple?: []; params?: {} }
    'publisher.verification.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'operator.verification.publishers': { paramsTuple?: []; params?: {} }
    'operator.verification.publisher': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.verification.plugins': { paramsTuple?: []; params?: {} }
    'operator.verification.plugin': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.registry.overview': { paramsTuple?: []; params?: {} }
    'api.registry.keys': { paramsTuple?: []; params?: {} }
    'api.plugins.signatures': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'plugin_client': { paramsTuple?: []; params?: {} }
    'registry.blobs.show': { paramsTuple: [ParamValue,ParamValue]; params: {'digest': ParamValue,'file': ParamValue} }
    'api.webhooks.events': { paramsTuple?: []; params?: {} }
    'api.webhooks.index': { paramsTuple?: []; params?: {} }
    'api.webhooks.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.webhooks.deliveries': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.webhooks.delivery': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'delivery': ParamValue} }
    'publisher.webhooks.index': { paramsTuple?: []; params?: {} }
    'publisher.webhooks.create': { paramsTuple?: []; params?: {} }
    'publisher.webhooks.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.delivery': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'delivery': ParamValue} }
    'api.plugins.sbom': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.keys.index': { paramsTuple?: []; params?: {} }
    'api.keys.challenge': { paramsTuple?: []; params?: {} }
    'publisher.keys.index': { paramsTuple?: []; params?: {} }
    'publisher.keys.create': { paramsTuple?: []; params?: {} }
    'publisher.keys.replace': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.keys.confirm_revocation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.repository.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'publisher.repository.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.publishers.index': { paramsTuple?: []; params?: {} }
    'api.publishers.people': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.plugins.teams': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'publisher.teams.index': { paramsTuple?: []; params?: {} }
    'publisher.teams.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'plugin_publisher_invitations.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.advisories.index': { paramsTuple?: []; params?: {} }
    'api.advisories.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.plugins.advisories': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.advisories.installations': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.advisories': { paramsTuple?: []; params?: {} }
    'advisories.index': { paramsTuple?: []; params?: {} }
    'advisories.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.advisories.index': { paramsTuple?: []; params?: {} }
    'moderator.advisories.create': { paramsTuple?: []; params?: {} }
    'moderator.advisories.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.advisories.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.advisories.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'publisher.advisories.index': { paramsTuple?: []; params?: {} }
    'publisher.advisories.create': { paramsTuple?: []; params?: {} }
    'publisher.advisories.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.advisories.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.advisories.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'api.reports.show': { paramsTuple: [ParamValue]; params: {'case': ParamValue} }
    'api.reports.index': { paramsTuple?: []; params?: {} }
    'reports.plugins.create': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'reports.versions.create': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'reports.reviews.create': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'review_id': ParamValue} }
    'reports.publishers.create': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'cases.index': { paramsTuple?: []; params?: {} }
    'cases.show': { paramsTuple: [ParamValue]; params: {'case': ParamValue} }
    'api.registry.log': { paramsTuple?: []; params?: {} }
    'api.admin.plugins.taken_down': { paramsTuple?: []; params?: {} }
    'api.admin.digests.index': { paramsTuple?: []; params?: {} }
    'moderator.registry_plugins.index': { paramsTuple?: []; params?: {} }
    'moderator.registry_plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.registry_plugins.create': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'moderator.registry_versions.create': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'id': ParamValue,'version_id': ParamValue,'act': ParamValue} }
    'moderator.registry_quarantines.index': { paramsTuple?: []; params?: {} }
    'moderator.registry_publishers.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.registry_plugins.index': { paramsTuple?: []; params?: {} }
    'operator.registry_plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.registry_plugins.create': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'operator.registry_versions.create': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'id': ParamValue,'version_id': ParamValue,'act': ParamValue} }
    'operator.registry_quarantines.index': { paramsTuple?: []; params?: {} }
    'operator.registry_publishers.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.digests.index': { paramsTuple?: []; params?: {} }
    'moderator.digests.show': { paramsTuple: [ParamValue]; params: {'digest': ParamValue} }
    'operator.digests.create': { paramsTuple?: []; params?: {} }
    'operator.digests.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'digest': ParamValue,'verdict': ParamValue} }
    'operator.digests.index': { paramsTuple?: []; params?: {} }
    'operator.digests.show': { paramsTuple: [ParamValue]; params: {'digest': ParamValue} }
    'api.seller.products.index': { paramsTuple?: []; params?: {} }
    'api.seller.products.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.index': { paramsTuple?: []; params?: {} }
    'seller.products.create': { paramsTuple?: []; params?: {} }
    'seller.products.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.offers.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'offer': ParamValue} }
    'shop.home': { paramsTuple?: []; params?: {} }
    'shop.categories.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'shop.products.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.products.index': { paramsTuple?: []; params?: {} }
    'api.products.show': { paramsTuple: [ParamValue]; params: {'key': ParamValue} }
    'api.categories.index': { paramsTuple?: []; params?: {} }
    'webhooks.payments.report': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'operator.payments.index': { paramsTuple?: []; params?: {} }
    'operator.payments.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.cart.show': { paramsTuple?: []; params?: {} }
    'api.orders.index': { paramsTuple?: []; params?: {} }
    'api.orders.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller_orders.index': { paramsTuple?: []; params?: {} }
    'api.seller_orders.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'shop.cart': { paramsTuple?: []; params?: {} }
    'checkout.create': { paramsTuple?: []; params?: {} }
    'checkout.show': { paramsTuple: [ParamValue]; params: {'group': ParamValue} }
    'account.orders.index': { paramsTuple?: []; params?: {} }
    'account.orders.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.orders.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'event': ParamValue} }
    'seller.orders.index': { paramsTuple?: []; params?: {} }
    'seller.orders.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.orders.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'event': ParamValue} }
    'moderator.home': { paramsTuple?: []; params?: {} }
    'moderator.reviews.index': { paramsTuple?: []; params?: {} }
    'moderator.reviews.decided': { paramsTuple?: []; params?: {} }
    'moderator.reviews.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.claims.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.decisions.create': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'decision': ParamValue} }
    'moderator.statistics': { paramsTuple?: []; params?: {} }
    'moderator.canned_texts.index': { paramsTuple?: []; params?: {} }
    'moderator.canned_texts.create': { paramsTuple?: []; params?: {} }
    'moderator.canned_texts.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'shop.search': { paramsTuple?: []; params?: {} }
    'api.search.products': { paramsTuple?: []; params?: {} }
    'analyst.dashboard': { paramsTuple?: []; params?: {} }
    'analyst.dashboard.export': { paramsTuple?: []; params?: {} }
    'seller.home': { paramsTuple?: []; params?: {} }
    'seller.analytics': { paramsTuple?: []; params?: {} }
    'api.analytics.sales': { paramsTuple?: []; params?: {} }
    'account.notifications.index': { paramsTuple?: []; params?: {} }
    'account.notifications.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'ping': { paramsTuple?: []; params?: {} }
    'health': { paramsTuple?: []; params?: {} }
    'health.live': { paramsTuple?: []; params?: {} }
    'health.ready': { paramsTuple?: []; params?: {} }
    'metrics': { paramsTuple?: []; params?: {} }
    'palette.show': { paramsTuple?: []; params?: {} }
    'help.keys': { paramsTuple?: []; params?: {} }
    'event_stream': { paramsTuple?: []; params?: {} }
    'operator.overview': { paramsTuple?: []; params?: {} }
    'operator.jobs.index': { paramsTuple?: []; params?: {} }
    'operator.dead_letters.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.events.index': { paramsTuple?: []; params?: {} }
    'operator.events.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.mailbox.index': { paramsTuple?: []; params?: {} }
    'operator.mailbox.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.audit.index': { paramsTuple?: []; params?: {} }
    'operator.audit.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.settings.index': { paramsTuple?: []; params?: {} }
    'operator.settings.edit': { paramsTuple: [ParamValue]; params: {'key': ParamValue} }
  }
  HEAD: {
    'drive.fs.serve': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
    'openapi': { paramsTuple?: []; params?: {} }
    'docs': { paramsTuple?: []; params?: {} }
    'operator.proposals.index': { paramsTuple?: []; params?: {} }
    'operator.proposals.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.proposals.index': { paramsTuple?: []; params?: {} }
    'api.admin.proposals.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.views.create': { paramsTuple?: []; params?: {} }
    'account.views.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.views.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'sign_up_mail.show': { paramsTuple?: []; params?: {} }
    'email_confirmation.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account.contacts.show': { paramsTuple?: []; params?: {} }
    'password_reset.create': { paramsTuple?: []; params?: {} }
    'password_reset.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account.sign_ins.index': { paramsTuple?: []; params?: {} }
    'api.auth.sessions.index': { paramsTuple?: []; params?: {} }
    'api.auth.me': { paramsTuple?: []; params?: {} }
    'jwks': { paramsTuple?: []; params?: {} }
    'operator.signing_keys.index': { paramsTuple?: []; params?: {} }
    'operator.signing_keys.confirm_rotation': { paramsTuple?: []; params?: {} }
    'api.service_tokens.scopes': { paramsTuple?: []; params?: {} }
    'api.service_tokens.index': { paramsTuple?: []; params?: {} }
    'api.service_tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.service_tokens.uses': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.service_tokens.scopes': { paramsTuple?: []; params?: {} }
    'api.admin.service_tokens.index': { paramsTuple?: []; params?: {} }
    'api.admin.service_tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.service_tokens.uses': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.service_tokens.index': { paramsTuple?: []; params?: {} }
    'account.service_tokens.create': { paramsTuple?: []; params?: {} }
    'account.service_tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.service_tokens.confirm_rotation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.service_tokens.confirm_revocation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.service_tokens.index': { paramsTuple?: []; params?: {} }
    'operator.service_tokens.create': { paramsTuple?: []; params?: {} }
    'operator.service_tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.service_tokens.confirm_rotation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.service_tokens.confirm_revocation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'session.create': { paramsTuple?: []; params?: {} }
    'account.home': { paramsTuple?: []; params?: {} }
    'account.profile.show': { paramsTuple?: []; params?: {} }
    'account.first_password.create': { paramsTuple?: []; params?: {} }
    'operator.users.index': { paramsTuple?: []; params?: {} }
    'operator.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.blocks.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.users.create': { paramsTuple?: []; params?: {} }
    'operator.users.confirm_end': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.factor_resets.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.users.explain': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.index': { paramsTuple?: []; params?: {} }
    'api.admin.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.explain': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.standing': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.roles.index': { paramsTuple?: []; params?: {} }
    'operator.custom_roles.create': { paramsTuple?: []; params?: {} }
    'operator.custom_roles.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.custom_roles.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.roles.index': { paramsTuple?: []; params?: {} }
    'account.roles.create': { paramsTuple?: []; params?: {} }
    'account.roles.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.roles.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.permissions.index': { paramsTuple?: []; params?: {} }
    'api.admin.roles.index': { paramsTuple?: []; params?: {} }
    'api.admin.roles.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.roles.index': { paramsTuple?: []; params?: {} }
    'standing_appeals.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.standing.show': { paramsTuple?: []; params?: {} }
    'account.standing.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.strikes.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.strikes.confirm_withdrawal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.standing': { paramsTuple?: []; params?: {} }
    'api.auth.factors.index': { paramsTuple?: []; params?: {} }
    'api.auth.devices.index': { paramsTuple?: []; params?: {} }
    'second_step.create': { paramsTuple?: []; params?: {} }
    'account.security.show': { paramsTuple?: []; params?: {} }
    'account.confirmations.create': { paramsTuple?: []; params?: {} }
    'account.recovery_codes.confirm': { paramsTuple?: []; params?: {} }
    'account.totp.show': { paramsTuple?: []; params?: {} }
    'account.totp.qr': { paramsTuple?: []; params?: {} }
    'account.totp.confirm_removal': { paramsTuple?: []; params?: {} }
    'account.passkeys.create': { paramsTuple?: []; params?: {} }
    'account.passkeys.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.passkeys.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'providers.start': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'providers.callback': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'providers.new_account.create': { paramsTuple?: []; params?: {} }
    'account.connections.index': { paramsTuple?: []; params?: {} }
    'account.connections.pending': { paramsTuple?: []; params?: {} }
    'account.connections.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.identity_providers.index': { paramsTuple?: []; params?: {} }
    'operator.identity_providers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.identity_providers.create': { paramsTuple?: []; params?: {} }
    'operator.identity_providers.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.identity_providers.index': { paramsTuple?: []; params?: {} }
    'api.identity_providers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'registration.create': { paramsTuple?: []; params?: {} }
    'invitation.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account.company.show': { paramsTuple?: []; params?: {} }
    'account.company.confirm_closing': { paramsTuple?: []; params?: {} }
    'account.credentials.index': { paramsTuple?: []; params?: {} }
    'account.credentials.confirm_removal': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'account.members.index': { paramsTuple?: []; params?: {} }
    'account.members.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.members.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.audit.index': { paramsTuple?: []; params?: {} }
    'api.tenants.audit': { paramsTuple?: []; params?: {} }
    'api.tenants.show': { paramsTuple?: []; params?: {} }
    'api.tenants.usage': { paramsTuple?: []; params?: {} }
    'api.tenants.members': { paramsTuple?: []; params?: {} }
    'api.tenants.invitations': { paramsTuple?: []; params?: {} }
    'api.tenants.transfer': { paramsTuple?: []; params?: {} }
    'api.tenants.credentials': { paramsTuple?: []; params?: {} }
    'seller.verification.show': { paramsTuple?: []; params?: {} }
    'seller.verification.documents.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.verification_documents.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.verification': { paramsTuple?: []; params?: {} }
    'api.tenants.verification.documents.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.tenants.index': { paramsTuple?: []; params?: {} }
    'operator.tenants.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.tenants.index': { paramsTuple?: []; params?: {} }
    'api.admin.tenants.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.contexts': { paramsTuple?: []; params?: {} }
    'plugin_endpoints.root': { paramsTuple: [ParamValue,ParamValue]; params: {'tenant': ParamValue,'plugin': ParamValue} }
    'plugin_endpoints.handle': { paramsTuple: [ParamValue,ParamValue,...ParamValue[]]; params: {'tenant': ParamValue,'plugin': ParamValue,'*': ParamValue[]} }
    'seller.plugin_blocks.index': { paramsTuple?: []; params?: {} }
    'seller.plugins.surfaces': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.block': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'block': ParamValue} }
    'seller.plugins.download_export': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'export': ParamValue} }
    'operator.plugins.surfaces': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.block': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'block': ParamValue} }
    'operator.plugin_runs.index': { paramsTuple?: []; params?: {} }
    'operator.plugin_runs.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.installations.index': { paramsTuple?: []; params?: {} }
    'operator.installations.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.installations.confirm_disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugin_runs.index': { paramsTuple?: []; params?: {} }
    'seller.plugin_runs.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.ledger.index': { paramsTuple?: []; params?: {} }
    'operator.ledger.accounts': { paramsTuple?: []; params?: {} }
    'operator.ledger.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.plugins.featured': { paramsTuple?: []; params?: {} }
    'api.plugins.trending': { paramsTuple?: []; params?: {} }
    'api.plugins.newest': { paramsTuple?: []; params?: {} }
    'api.plugins.categories': { paramsTuple?: []; params?: {} }
    'api.plugins.tags': { paramsTuple?: []; params?: {} }
    'api.publishers.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.publishers.plugins': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.favourites.index': { paramsTuple?: []; params?: {} }
    'api.follows.index': { paramsTuple?: []; params?: {} }
    'api.admin.featured.index': { paramsTuple?: []; params?: {} }
    'registry.categories.index': { paramsTuple?: []; params?: {} }
    'registry.categories.show': { paramsTuple: [ParamValue]; params: {'category': ParamValue} }
    'registry.tags.index': { paramsTuple?: []; params?: {} }
    'registry.tags.show': { paramsTuple: [ParamValue]; params: {'tag': ParamValue} }
    'registry.plugins.versions': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.plugins.changelog': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.plugins.security': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.publishers.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'registry.feeds.releases': { paramsTuple?: []; params?: {} }
    'registry.feeds.advisories': { paramsTuple?: []; params?: {} }
    'registry.categories.feed': { paramsTuple: [ParamValue]; params: {'category': ParamValue} }
    'registry.plugins.feed': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.publishers.feed': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'registry.plugins.shield': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'file': ParamValue} }
    'sitemap': { paramsTuple?: []; params?: {} }
    'sitemaps.pages': { paramsTuple?: []; params?: {} }
    'sitemaps.plugins': { paramsTuple?: []; params?: {} }
    'sitemaps.publishers': { paramsTuple?: []; params?: {} }
    'robots': { paramsTuple?: []; params?: {} }
    'account.favourites.index': { paramsTuple?: []; params?: {} }
    'account.follows.index': { paramsTuple?: []; params?: {} }
    'operator.featured_plugins.index': { paramsTuple?: []; params?: {} }
    'api.plugins.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.badges': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.version': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.plugins.download': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.registry.stats': { paramsTuple?: []; params?: {} }
    'api.plugins.dependencies': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.dependents': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.index': { paramsTuple?: []; params?: {} }
    'api.installations.lock.show': { paramsTuple?: []; params?: {} }
    'api.platform_installations.lock.show': { paramsTuple?: []; params?: {} }
    'api.installations.index': { paramsTuple?: []; params?: {} }
    'api.installations.runs': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.index': { paramsTuple?: []; params?: {} }
    'api.platform_installations.runs': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.update.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.update.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.secrets.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.health': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.history': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.export': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.secrets.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.health': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.history': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.export': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.plugin_runs.index': { paramsTuple?: []; params?: {} }
    'api.plugin_runs.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_plugin_runs.index': { paramsTuple?: []; params?: {} }
    'api.platform_plugin_runs.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.home': { paramsTuple?: []; params?: {} }
    'publisher.plugins.index': { paramsTuple?: []; params?: {} }
    'publisher.uploads.create': { paramsTuple?: []; params?: {} }
    'publisher.plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.versions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.yanks.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'registry.plugins.index': { paramsTuple?: []; params?: {} }
    'registry.plugins.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'seller.plugins.index': { paramsTuple?: []; params?: {} }
    'seller.plugins.waiting': { paramsTuple?: []; params?: {} }
    'seller.plugins.create': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'seller.plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.confirm_disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.versions': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.confirm_update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.data': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.export': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.confirm_uninstall': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugin_runs.replay': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.index': { paramsTuple?: []; params?: {} }
    'operator.plugins.waiting': { paramsTuple?: []; params?: {} }
    'operator.plugins.create': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'operator.plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.confirm_disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.versions': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.confirm_update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.data': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.export': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.confirm_uninstall': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugin_runs.replay': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'registry.reviews.index': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.plugins.statistics': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.reviews.report': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'registry.reviews.leave': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'registry.reviews.answer': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'moderator.plugin_reviews.index': { paramsTuple?: []; params?: {} }
    'moderator.plugin_reviews.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.plugin_reviews.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'api.plugins.reviews': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.admin.stats': { paramsTuple?: []; params?: {} }
    'api.tokens.scopes': { paramsTuple?: []; params?: {} }
    'api.tokens.index': { paramsTuple?: []; params?: {} }
    'api.tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tokens.history': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.tokens.index': { paramsTuple?: []; params?: {} }
    'publisher.tokens.create': { paramsTuple?: []; params?: {} }
    'publisher.tokens.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.tokens.confirm_revocation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.owners.index': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'publisher.owners.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.owners.confirm_removal': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'user': ParamValue} }
    'plugin_invitations.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'plugin_transfers.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.stages.index': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.security': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.version_security': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'operator.upload_rules.index': { paramsTuple?: []; params?: {} }
    'operator.upload_rules.create': { paramsTuple?: []; params?: {} }
    'operator.upload_rules.show': { paramsTuple: [ParamValue]; params: {'version': ParamValue} }
    'api.trusted.index': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'publisher.trusted.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.upkeep.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.upkeep.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'api.verification.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'publisher.verification.index': { paramsTuple?: []; params?: {} }
    'publisher.verification.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'operator.verification.publishers': { paramsTuple?: []; params?: {} }
    'operator.verification.publisher': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.verification.plugins': { paramsTuple?: []; params?: {} }
    'operator.verification.plugin': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.registry.overview': { paramsTuple?: []; params?: {} }
    'api.registry.keys': { paramsTuple?: []; params?: {} }
    'api.plugins.signatures': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'plugin_client': { paramsTuple?: []; params?: {} }
    'registry.blobs.show': { paramsTuple: [ParamValue,ParamValue]; params: {'digest': ParamValue,'file': ParamValue} }
    'api.webhooks.events': { paramsTuple?: []; params?: {} }
    'api.webhooks.index': { paramsTuple?: []; params?: {} }
    'api.webhooks.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.webhooks.deliveries': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.webhooks.delivery': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'delivery': ParamValue} }
    'publisher.webhooks.index': { paramsTuple?: []; params?: {} }
    'publisher.webhooks.create': { paramsTuple?: []; params?: {} }
    'publisher.webhooks.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.confirm_removal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.delivery': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'delivery': ParamValue} }
    'api.plugins.sbom': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.keys.index': { paramsTuple?: []; params?: {} }
    'api.keys.challenge': { paramsTuple?: []; params?: {} }
    'publisher.keys.index': { paramsTuple?: []; params?: {} }
    'publisher.keys.create': { paramsTuple?: []; params?: {} }
    'publisher.keys.replace': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.keys.confirm_revocation': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.repository.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'publisher.repository.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.publishers.index': { paramsTuple?: []; params?: {} }
    'api.publishers.people': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.plugins.teams': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'publisher.teams.index': { paramsTuple?: []; params?: {} }
    'publisher.teams.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'plugin_publisher_invitations.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.advisories.index': { paramsTuple?: []; params?: {} }
    'api.advisories.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.plugins.advisories': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.advisories.installations': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.advisories': { paramsTuple?: []; params?: {} }
    'advisories.index': { paramsTuple?: []; params?: {} }
    'advisories.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.advisories.index': { paramsTuple?: []; params?: {} }
    'moderator.advisories.create': { paramsTuple?: []; params?: {} }
    'moderator.advisories.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.advisories.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.advisories.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'publisher.advisories.index': { paramsTuple?: []; params?: {} }
    'publisher.advisories.create': { paramsTuple?: []; params?: {} }
    'publisher.advisories.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.advisories.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.advisories.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'api.reports.show': { paramsTuple: [ParamValue]; params: {'case': ParamValue} }
    'api.reports.index': { paramsTuple?: []; params?: {} }
    'reports.plugins.create': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'reports.versions.create': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'reports.reviews.create': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'review_id': ParamValue} }
    'reports.publishers.create': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'cases.index': { paramsTuple?: []; params?: {} }
    'cases.show': { paramsTuple: [ParamValue]; params: {'case': ParamValue} }
    'api.registry.log': { paramsTuple?: []; params?: {} }
    'api.admin.plugins.taken_down': { paramsTuple?: []; params?: {} }
    'api.admin.digests.index': { paramsTuple?: []; params?: {} }
    'moderator.registry_plugins.index': { paramsTuple?: []; params?: {} }
    'moderator.registry_plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.registry_plugins.create': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'moderator.registry_versions.create': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'id': ParamValue,'version_id': ParamValue,'act': ParamValue} }
    'moderator.registry_quarantines.index': { paramsTuple?: []; params?: {} }
    'moderator.registry_publishers.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.registry_plugins.index': { paramsTuple?: []; params?: {} }
    'operator.registry_plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.registry_plugins.create': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'operator.registry_versions.create': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'id': ParamValue,'version_id': ParamValue,'act': ParamValue} }
    'operator.registry_quarantines.index': { paramsTuple?: []; params?: {} }
    'operator.registry_publishers.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.digests.index': { paramsTuple?: []; params?: {} }
    'moderator.digests.show': { paramsTuple: [ParamValue]; params: {'digest': ParamValue} }
    'operator.digests.create': { paramsTuple?: []; params?: {} }
    'operator.digests.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'digest': ParamValue,'verdict': ParamValue} }
    'operator.digests.index': { paramsTuple?: []; params?: {} }
    'operator.digests.show': { paramsTuple: [ParamValue]; params: {'digest': ParamValue} }
    'api.seller.products.index': { paramsTuple?: []; params?: {} }
    'api.seller.products.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.index': { paramsTuple?: []; params?: {} }
    'seller.products.create': { paramsTuple?: []; params?: {} }
    'seller.products.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.offers.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'offer': ParamValue} }
    'shop.home': { paramsTuple?: []; params?: {} }
    'shop.categories.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'shop.products.show': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.products.index': { paramsTuple?: []; params?: {} }
    'api.products.show': { paramsTuple: [ParamValue]; params: {'key': ParamValue} }
    'api.categories.index': { paramsTuple?: []; params?: {} }
    'webhooks.payments.report': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'operator.payments.index': { paramsTuple?: []; params?: {} }
    'operator.payments.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.cart.show': { paramsTuple?: []; params?: {} }
    'api.orders.index': { paramsTuple?: []; params?: {} }
    'api.orders.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller_orders.index': { paramsTuple?: []; params?: {} }
    'api.seller_orders.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'shop.cart': { paramsTuple?: []; params?: {} }
    'checkout.create': { paramsTuple?: []; params?: {} }
    'checkout.show': { paramsTuple: [ParamValue]; params: {'group': ParamValue} }
    'account.orders.index': { paramsTuple?: []; params?: {} }
    'account.orders.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.orders.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'event': ParamValue} }
    'seller.orders.index': { paramsTuple?: []; params?: {} }
    'seller.orders.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.orders.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'event': ParamValue} }
    'moderator.home': { paramsTuple?: []; params?: {} }
    'moderator.reviews.index': { paramsTuple?: []; params?: {} }
    'moderator.reviews.decided': { paramsTuple?: []; params?: {} }
    'moderator.reviews.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.claims.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.decisions.create': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'decision': ParamValue} }
    'moderator.statistics': { paramsTuple?: []; params?: {} }
    'moderator.canned_texts.index': { paramsTuple?: []; params?: {} }
    'moderator.canned_texts.create': { paramsTuple?: []; params?: {} }
    'moderator.canned_texts.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'shop.search': { paramsTuple?: []; params?: {} }
    'api.search.products': { paramsTuple?: []; params?: {} }
    'analyst.dashboard': { paramsTuple?: []; params?: {} }
    'analyst.dashboard.export': { paramsTuple?: []; params?: {} }
    'seller.home': { paramsTuple?: []; params?: {} }
    'seller.analytics': { paramsTuple?: []; params?: {} }
    'api.analytics.sales': { paramsTuple?: []; params?: {} }
    'account.notifications.index': { paramsTuple?: []; params?: {} }
    'account.notifications.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'ping': { paramsTuple?: []; params?: {} }
    'health': { paramsTuple?: []; params?: {} }
    'health.live': { paramsTuple?: []; params?: {} }
    'health.ready': { paramsTuple?: []; params?: {} }
    'metrics': { paramsTuple?: []; params?: {} }
    'palette.show': { paramsTuple?: []; params?: {} }
    'help.keys': { paramsTuple?: []; params?: {} }
    'event_stream': { paramsTuple?: []; params?: {} }
    'operator.overview': { paramsTuple?: []; params?: {} }
    'operator.jobs.index': { paramsTuple?: []; params?: {} }
    'operator.dead_letters.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.events.index': { paramsTuple?: []; params?: {} }
    'operator.events.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.mailbox.index': { paramsTuple?: []; params?: {} }
    'operator.mailbox.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.audit.index': { paramsTuple?: []; params?: {} }
    'operator.audit.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.settings.index': { paramsTuple?: []; params?: {} }
    'operator.settings.edit': { paramsTuple: [ParamValue]; params: {'key': ParamValue} }
  }
  POST: {
    'operator.proposals.confirm': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.proposals.reject': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.proposals.confirm': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.proposals.reject': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.views.store': { paramsTuple?: []; params?: {} }
    'account.views.choose': { paramsTuple?: []; params?: {} }
    'account.views.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.views.save': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.views.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'sign_up_mail.store': { paramsTuple?: []; params?: {} }
    'email_confirmation.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account.contacts.resend': { paramsTuple?: []; params?: {} }
    'account.contacts.confirm_phone': { paramsTuple?: []; params?: {} }
    'account.contacts.change_email': { paramsTuple?: []; params?: {} }
    'account.contacts.send_code': { paramsTuple?: []; params?: {} }
    'account.contacts.remove_phone': { paramsTuple?: []; params?: {} }
    'api.auth.email.confirm': { paramsTuple?: []; params?: {} }
    'api.auth.email.resend': { paramsTuple?: []; params?: {} }
    'api.auth.phone.confirm': { paramsTuple?: []; params?: {} }
    'api.auth.email.change': { paramsTuple?: []; params?: {} }
    'api.auth.phone.send_code': { paramsTuple?: []; params?: {} }
    'password_reset.store': { paramsTuple?: []; params?: {} }
    'password_reset.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.auth.password_resets.store': { paramsTuple?: []; params?: {} }
    'api.auth.password_resets.update': { paramsTuple?: []; params?: {} }
    'account.sign_ins.destroy_others': { paramsTuple?: []; params?: {} }
    'account.sign_ins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.sessions.destroy_others': { paramsTuple?: []; params?: {} }
    'api.root.merchant.auth.token': { paramsTuple?: []; params?: {} }
    'api.root.merchant.auth.refresh': { paramsTuple?: []; params?: {} }
    'api.root.merchant.auth.logout': { paramsTuple?: []; params?: {} }
    'api.root.trader.auth.token': { paramsTuple?: []; params?: {} }
    'api.root.trader.auth.refresh': { paramsTuple?: []; params?: {} }
    'api.root.trader.auth.logout': { paramsTuple?: []; params?: {} }
    'api.root.support.auth.login': { paramsTuple?: []; params?: {} }
    'api.root.support.auth.refresh': { paramsTuple?: []; params?: {} }
    'api.root.support.auth.logout': { paramsTuple?: []; params?: {} }
    'api.auth.login': { paramsTuple?: []; params?: {} }
    'api.auth.refresh': { paramsTuple?: []; params?: {} }
    'api.auth.logout': { paramsTuple?: []; params?: {} }
    'api.admin.auth.login': { paramsTuple?: []; params?: {} }
    'api.admin.auth.refresh': { paramsTuple?: []; params?: {} }
    'api.admin.auth.logout': { paramsTuple?: []; params?: {} }
    'api.merchant.auth.token': { paramsTuple?: []; params?: {} }
    'api.merchant.auth.refresh': { paramsTuple?: []; params?: {} }
    'api.merchant.auth.logout': { paramsTuple?: []; params?: {} }
    'api.trader.auth.token': { paramsTuple?: []; params?: {} }
    'api.trader.auth.refresh': { paramsTuple?: []; params?: {} }
    'api.trader.auth.logout': { paramsTuple?: []; params?: {} }
    'api.support.auth.login': { paramsTuple?: []; params?: {} }
    'api.support.auth.refresh': { paramsTuple?: []; params?: {} }
    'api.support.auth.logout': { paramsTuple?: []; params?: {} }
    'api.auth.token_refresh': { paramsTuple?: []; params?: {} }
    'operator.signing_keys.rotate': { paramsTuple?: []; params?: {} }
    'api.service_tokens.store': { paramsTuple?: []; params?: {} }
    'api.service_tokens.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.service_tokens.store': { paramsTuple?: []; params?: {} }
    'api.admin.service_tokens.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.service_tokens.store': { paramsTuple?: []; params?: {} }
    'account.service_tokens.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.service_tokens.revoke': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.service_tokens.store': { paramsTuple?: []; params?: {} }
    'operator.service_tokens.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.service_tokens.revoke': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'session.store': { paramsTuple?: []; params?: {} }
    'session.destroy': { paramsTuple?: []; params?: {} }
    'account.profile.update': { paramsTuple?: []; params?: {} }
    'account.profile.password': { paramsTuple?: []; params?: {} }
    'account.first_password.store': { paramsTuple?: []; params?: {} }
    'operator.blocks.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.blocks.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.roles.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.roles.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.users.store': { paramsTuple?: []; params?: {} }
    'operator.users.end': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.factor_resets.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.store': { paramsTuple?: []; params?: {} }
    'api.admin.users.grant': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.revoke': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.end_sessions': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.reset_factors': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.strike': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.strikes.withdraw': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.block': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.unblock': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.custom_roles.store': { paramsTuple?: []; params?: {} }
    'operator.custom_roles.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.custom_roles.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.roles.store': { paramsTuple?: []; params?: {} }
    'account.roles.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.roles.grant': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.roles.revoke': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.roles.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.roles.store': { paramsTuple?: []; params?: {} }
    'api.tenants.roles.store': { paramsTuple?: []; params?: {} }
    'standing_appeals.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.standing.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.strikes.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.strikes.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.appeals.token': { paramsTuple?: []; params?: {} }
    'api.auth.appeals.show': { paramsTuple?: []; params?: {} }
    'api.auth.appeals.store': { paramsTuple?: []; params?: {} }
    'api.auth.standing.appeal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.factors.totp.store': { paramsTuple?: []; params?: {} }
    'api.auth.factors.totp.update': { paramsTuple?: []; params?: {} }
    'api.auth.factors.recovery_codes': { paramsTuple?: []; params?: {} }
    'api.auth.passkeys.options': { paramsTuple?: []; params?: {} }
    'api.auth.passkeys.store': { paramsTuple?: []; params?: {} }
    'api.auth.step_up': { paramsTuple?: []; params?: {} }
    'api.auth.step_up.passkey_options': { paramsTuple?: []; params?: {} }
    'api.auth.step_up.passkey': { paramsTuple?: []; params?: {} }
    'second_step.store': { paramsTuple?: []; params?: {} }
    'second_step.passkey_options': { paramsTuple?: []; params?: {} }
    'second_step.passkey': { paramsTuple?: []; params?: {} }
    'passkey_sign_in.options': { paramsTuple?: []; params?: {} }
    'passkey_sign_in.store': { paramsTuple?: []; params?: {} }
    'account.confirmations.store': { paramsTuple?: []; params?: {} }
    'account.confirmations.passkey_options': { paramsTuple?: []; params?: {} }
    'account.confirmations.passkey': { paramsTuple?: []; params?: {} }
    'account.devices.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.recovery_codes.renew': { paramsTuple?: []; params?: {} }
    'account.totp.store': { paramsTuple?: []; params?: {} }
    'account.totp.update': { paramsTuple?: []; params?: {} }
    'account.totp.destroy': { paramsTuple?: []; params?: {} }
    'account.passkeys.options': { paramsTuple?: []; params?: {} }
    'account.passkeys.store': { paramsTuple?: []; params?: {} }
    'account.passkeys.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.passkeys.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'providers.new_account.store': { paramsTuple?: []; params?: {} }
    'account.connections.refuse': { paramsTuple?: []; params?: {} }
    'account.connections.accept': { paramsTuple?: []; params?: {} }
    'account.connections.connect': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'account.connections.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.identity_providers.test': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.identity_providers.store': { paramsTuple?: []; params?: {} }
    'operator.identity_providers.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.identity_providers.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.identity_providers.store': { paramsTuple?: []; params?: {} }
    'api.identity_providers.check': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'registration.store': { paramsTuple?: []; params?: {} }
    'invitation.accept': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'account.tenant.update': { paramsTuple?: []; params?: {} }
    'account.company.update': { paramsTuple?: []; params?: {} }
    'account.company.close': { paramsTuple?: []; params?: {} }
    'account.credentials.store': { paramsTuple?: []; params?: {} }
    'account.credentials.destroy': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'account.ownership.store': { paramsTuple?: []; params?: {} }
    'account.ownership.accept': { paramsTuple?: []; params?: {} }
    'account.ownership.destroy': { paramsTuple?: []; params?: {} }
    'account.invitations.store': { paramsTuple?: []; params?: {} }
    'account.invitations.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.members.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.members.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.register': { paramsTuple?: []; params?: {} }
    'api.tenants.close': { paramsTuple?: []; params?: {} }
    'api.tenants.leave': { paramsTuple?: []; params?: {} }
    'api.tenants.invitations.store': { paramsTuple?: []; params?: {} }
    'api.tenants.invitations.accept': { paramsTuple?: []; params?: {} }
    'api.tenants.transfer.store': { paramsTuple?: []; params?: {} }
    'api.tenants.transfer.accept': { paramsTuple?: []; params?: {} }
    'seller.verification.update': { paramsTuple?: []; params?: {} }
    'seller.verification.submit': { paramsTuple?: []; params?: {} }
    'seller.verification.documents.store': { paramsTuple?: []; params?: {} }
    'seller.verification.documents.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.verification.submit': { paramsTuple?: []; params?: {} }
    'api.tenants.verification.documents.store': { paramsTuple?: []; params?: {} }
    'operator.tenants.plan': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.context': { paramsTuple?: []; params?: {} }
    'plugin_endpoints.root': { paramsTuple: [ParamValue,ParamValue]; params: {'tenant': ParamValue,'plugin': ParamValue} }
    'plugin_endpoints.handle': { paramsTuple: [ParamValue,ParamValue,...ParamValue[]]; params: {'tenant': ParamValue,'plugin': ParamValue,'*': ParamValue[]} }
    'seller.plugins.run_schedule': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'schedule': ParamValue} }
    'seller.plugins.redeliver_events': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.discard_events': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.block_action': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'id': ParamValue,'block': ParamValue,'action': ParamValue} }
    'seller.plugins.start_export': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'name': ParamValue} }
    'operator.plugins.run_schedule': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'schedule': ParamValue} }
    'operator.plugins.redeliver_events': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.discard_events': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.block_action': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'id': ParamValue,'block': ParamValue,'action': ParamValue} }
    'operator.installations.enable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.installations.disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.ledger.verify': { paramsTuple?: []; params?: {} }
    'registry.plugins.favourite': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.plugins.follow': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.publishers.follow': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'account.follows.notices': { paramsTuple?: []; params?: {} }
    'operator.featured_plugins.store': { paramsTuple?: []; params?: {} }
    'operator.featured_plugins.destroy': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.search': { paramsTuple?: []; params?: {} }
    'api.plugins.publish': { paramsTuple?: []; params?: {} }
    'api.plugins.resolve': { paramsTuple?: []; params?: {} }
    'api.installations.lock.store': { paramsTuple?: []; params?: {} }
    'api.platform_installations.lock.store': { paramsTuple?: []; params?: {} }
    'api.installations.store': { paramsTuple?: []; params?: {} }
    'api.platform_installations.store': { paramsTuple?: []; params?: {} }
    'api.installations.enable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.enable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.update.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.roll_back': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.update.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.roll_back': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.plugin_runs.replay': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_plugin_runs.replay': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.uploads.store': { paramsTuple?: []; params?: {} }
    'publisher.yanks.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.yanks.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.store': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'seller.plugins.configure': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.forget_secret': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'name': ParamValue} }
    'seller.plugins.enable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.steer': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.decline': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.roll_back': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugins.uninstall': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.plugin_runs.replay_now': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.store': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'operator.plugins.configure': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.forget_secret': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'name': ParamValue} }
    'operator.plugins.enable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.disable': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.steer': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.decline': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.roll_back': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugins.uninstall': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.plugin_runs.replay_now': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'registry.reviews.store': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'registry.reviews.vote': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'registry.reviews.flag': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'registry.reviews.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'registry.reviews.reply': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'registry.reviews.remove_reply': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'moderator.plugin_reviews.store': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'api.plugins.reviews.store': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.reviews.vote': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'review_id': ParamValue} }
    'api.plugins.reviews.flag': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'review_id': ParamValue} }
    'api.reviews.respond': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.plugins.verify': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.tokens.store': { paramsTuple?: []; params?: {} }
    'api.tokens.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.tokens.store': { paramsTuple?: []; params?: {} }
    'publisher.tokens.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.tokens.revoke': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.owners.invite': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.transfers.store': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugin_invitations.accept': { paramsTuple?: []; params?: {} }
    'api.plugin_transfers.accept': { paramsTuple?: []; params?: {} }
    'api.plugin_invitations.decline': { paramsTuple?: []; params?: {} }
    'api.plugin_transfers.decline': { paramsTuple?: []; params?: {} }
    'publisher.owners.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.owners.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'invitation': ParamValue} }
    'publisher.owners.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'user': ParamValue} }
    'publisher.owners.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'user': ParamValue} }
    'publisher.transfers.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.transfers.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'plugin_invitations.accept': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'plugin_invitations.decline': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'plugin_transfers.accept': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'plugin_transfers.decline': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.stages.approve': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.stages.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'publisher.stages.approve': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.stages.withdraw': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.publishing.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.upload_rules.store': { paramsTuple?: []; params?: {} }
    'operator.upload_rules.rescan': { paramsTuple?: []; params?: {} }
    'operator.upload_rules.activate': { paramsTuple: [ParamValue]; params: {'version': ParamValue} }
    'api.trusted.exchange': { paramsTuple?: []; params?: {} }
    'api.trusted.store': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'publisher.trusted.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.trusted.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'publisher': ParamValue} }
    'api.plugins.unyank': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'publisher.upkeep.deprecate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.upkeep.store': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'api.verification.check': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.admin.publishers.verify': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'publisher.verification.update': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'publisher.verification.check': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'operator.verification.judge_publisher': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'operator.verification.judge_plugin': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'api.bundles.store': { paramsTuple?: []; params?: {} }
    'api.webhooks.store': { paramsTuple?: []; params?: {} }
    'api.webhooks.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.webhooks.ping': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.webhooks.replay': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.webhooks.replay_one': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'delivery': ParamValue} }
    'publisher.webhooks.store': { paramsTuple?: []; params?: {} }
    'publisher.webhooks.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.switch': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.ping': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.replay': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.webhooks.replay_one': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'delivery': ParamValue} }
    'api.keys.store': { paramsTuple?: []; params?: {} }
    'api.keys.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.keys.revoke': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.keys.store': { paramsTuple?: []; params?: {} }
    'publisher.keys.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.keys.revoke': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'webhooks.github.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.repository.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.repository.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.publishers.store': { paramsTuple?: []; params?: {} }
    'api.publishers.invite': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.publisher_invitations.accept': { paramsTuple?: []; params?: {} }
    'api.publisher_invitations.decline': { paramsTuple?: []; params?: {} }
    'api.teams.store': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'publisher.teams.store': { paramsTuple?: []; params?: {} }
    'publisher.teams.invite': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'publisher.teams.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'id': ParamValue} }
    'publisher.teams.members.update': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'user': ParamValue} }
    'publisher.teams.members.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'user': ParamValue} }
    'publisher.teams.store_team': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'publisher.teams.remove_team': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'team': ParamValue} }
    'publisher.teams.join': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'team': ParamValue} }
    'publisher.teams.part': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'slug': ParamValue,'team': ParamValue,'user': ParamValue} }
    'publisher.names.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.plugin_teams.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.plugin_teams.destroy': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'id': ParamValue,'publisher': ParamValue,'team': ParamValue} }
    'plugin_publisher_invitations.accept': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'plugin_publisher_invitations.decline': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.advisories.store': { paramsTuple?: []; params?: {} }
    'api.advisories.submit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.advisories.publish': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.advisories.withdraw': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.advisories.reject': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.advisories.store': { paramsTuple?: []; params?: {} }
    'moderator.advisories.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.advisories.act': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'publisher.advisories.store': { paramsTuple?: []; params?: {} }
    'publisher.advisories.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'publisher.advisories.act': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'act': ParamValue} }
    'api.plugins.reports.store': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.versions.reports.store': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.reviews.reports.store': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'review_id': ParamValue} }
    'api.publishers.reports.store': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.reports.appeal': { paramsTuple: [ParamValue]; params: {'case': ParamValue} }
    'api.admin.reports.merge': { paramsTuple: [ParamValue]; params: {'case': ParamValue} }
    'moderator.reports.merge': { paramsTuple: [ParamValue]; params: {'case': ParamValue} }
    'reports.plugins.store': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'reports.versions.store': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'reports.reviews.store': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'review_id': ParamValue} }
    'reports.publishers.store': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'cases.find': { paramsTuple?: []; params?: {} }
    'cases.appeal': { paramsTuple: [ParamValue]; params: {'case': ParamValue} }
    'api.admin.plugins.takedown': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.admin.plugins.restore': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.admin.plugins.quarantine': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.admin.versions.quarantine': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.admin.versions.release': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.admin.versions.remove': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.admin.publishers.restrict': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.admin.publishers.lift': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.admin.digests.block': { paramsTuple: [ParamValue]; params: {'digest': ParamValue} }
    'api.admin.digests.allow': { paramsTuple: [ParamValue]; params: {'digest': ParamValue} }
    'moderator.registry_plugins.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.registry_versions.store': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'version_id': ParamValue} }
    'moderator.registry_publishers.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.registry_plugins.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.registry_versions.store': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'version_id': ParamValue} }
    'operator.registry_publishers.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'operator.digests.store': { paramsTuple?: []; params?: {} }
    'operator.digests.update': { paramsTuple: [ParamValue,ParamValue]; params: {'digest': ParamValue,'verdict': ParamValue} }
    'api.seller.products.store': { paramsTuple?: []; params?: {} }
    'api.seller.products.publish': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller.products.hide': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.store': { paramsTuple?: []; params?: {} }
    'seller.products.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.publish': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.hide': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.suggestions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.products.suggestions.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'suggestion': ParamValue} }
    'seller.products.suggestions.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'suggestion': ParamValue} }
    'seller.products.offers.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'offer': ParamValue} }
    'webhooks.payments.store': { paramsTuple: [ParamValue]; params: {'provider': ParamValue} }
    'api.cart.store': { paramsTuple?: []; params?: {} }
    'api.checkout.quote': { paramsTuple?: []; params?: {} }
    'api.checkout.store': { paramsTuple?: []; params?: {} }
    'api.orders.transition': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller_orders.transition': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'cart.items.store': { paramsTuple?: []; params?: {} }
    'cart.items.update': { paramsTuple: [ParamValue]; params: {'offer': ParamValue} }
    'cart.items.destroy': { paramsTuple: [ParamValue]; params: {'offer': ParamValue} }
    'checkout.store': { paramsTuple?: []; params?: {} }
    'account.orders.transition': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'seller.orders.transition': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.claims.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.claims.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.claims.escalate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.decisions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.canned_texts.store': { paramsTuple?: []; params?: {} }
    'moderator.canned_texts.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'moderator.canned_texts.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'account.notifications.read': { paramsTuple?: []; params?: {} }
    'preferences.theme': { paramsTuple?: []; params?: {} }
    'preferences.locale': { paramsTuple?: []; params?: {} }
    'subscribe': { paramsTuple?: []; params?: {} }
    'unsubscribe': { paramsTuple?: []; params?: {} }
    'operator.dead_letters.retry': { paramsTuple?: []; params?: {} }
    'operator.dead_letters.confirm_discard': { paramsTuple?: []; params?: {} }
    'operator.dead_letters.discard': { paramsTuple?: []; params?: {} }
    'operator.audit.verify': { paramsTuple?: []; params?: {} }
    'operator.settings.update': { paramsTuple: [ParamValue]; params: {'key': ParamValue} }
  }
  DELETE: {
    'api.auth.phone.remove': { paramsTuple?: []; params?: {} }
    'api.auth.sessions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.service_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.service_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.roles.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.roles.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.roles.revoke': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'user': ParamValue} }
    'api.auth.factors.totp.destroy': { paramsTuple?: []; params?: {} }
    'api.auth.passkeys.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.devices.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.identity_providers.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.members.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.invitations.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.transfer.destroy': { paramsTuple?: []; params?: {} }
    'api.tenants.credentials.destroy': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.tenants.verification.documents.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'plugin_endpoints.root': { paramsTuple: [ParamValue,ParamValue]; params: {'tenant': ParamValue,'plugin': ParamValue} }
    'plugin_endpoints.handle': { paramsTuple: [ParamValue,ParamValue,...ParamValue[]]; params: {'tenant': ParamValue,'plugin': ParamValue,'*': ParamValue[]} }
    'api.plugins.unfavourite': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.unfollow': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.publishers.unfollow': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.admin.featured.destroy': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.yank': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'version': ParamValue} }
    'api.installations.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.update.decline': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.update.decline': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.secrets.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'name': ParamValue} }
    'api.platform_installations.secrets.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'name': ParamValue} }
    'api.plugins.reviews.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'review_id': ParamValue} }
    'api.reviews.respond.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.owners.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'api.owners.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'user': ParamValue} }
    'api.transfers.destroy': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.trusted.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'id': ParamValue} }
    'api.plugins.destroy': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.webhooks.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.repository.destroy': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.publishers.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'id': ParamValue} }
    'api.publishers.members.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'user': ParamValue} }
    'api.teams.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'team': ParamValue} }
    'api.teams.members.destroy': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'slug': ParamValue,'team': ParamValue,'user': ParamValue} }
    'api.plugins.teams.destroy': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'name': ParamValue,'publisher': ParamValue,'team': ParamValue} }
    'api.cart.destroy': { paramsTuple: [ParamValue]; params: {'offer': ParamValue} }
  }
  PATCH: {
    'api.auth.me.update': { paramsTuple?: []; params?: {} }
    'api.admin.roles.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.roles.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.auth.passkeys.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.identity_providers.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.update': { paramsTuple?: []; params?: {} }
    'api.tenants.members.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.tenants.credentials.update': { paramsTuple?: []; params?: {} }
    'api.admin.tenants.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'plugin_endpoints.root': { paramsTuple: [ParamValue,ParamValue]; params: {'tenant': ParamValue,'plugin': ParamValue} }
    'plugin_endpoints.handle': { paramsTuple: [ParamValue,ParamValue,...ParamValue[]]; params: {'tenant': ParamValue,'plugin': ParamValue,'*': ParamValue[]} }
    'api.installations.settings': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.settings': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.steer': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.platform_installations.steer': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.publishing.update': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.update': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.webhooks.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller.products.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller.products.offers.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'offer': ParamValue} }
  }
  PUT: {
    'api.tenants.roles.grant': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'user': ParamValue} }
    'api.tenants.verification.update': { paramsTuple?: []; params?: {} }
    'plugin_endpoints.root': { paramsTuple: [ParamValue,ParamValue]; params: {'tenant': ParamValue,'plugin': ParamValue} }
    'plugin_endpoints.handle': { paramsTuple: [ParamValue,ParamValue,...ParamValue[]]; params: {'tenant': ParamValue,'plugin': ParamValue,'*': ParamValue[]} }
    'api.plugins.favourite': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.follows.notices': { paramsTuple?: []; params?: {} }
    'api.plugins.follow': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.publishers.follow': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.admin.featured.update': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.upload': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.installations.secrets.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'name': ParamValue} }
    'api.platform_installations.secrets.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'name': ParamValue} }
    'api.plugins.reviews.update': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'review_id': ParamValue} }
    'api.owners.update': { paramsTuple: [ParamValue,ParamValue]; params: {'name': ParamValue,'user': ParamValue} }
    'api.verification.update': { paramsTuple: [ParamValue]; params: {'slug': ParamValue} }
    'api.repository.update': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.publishers.members.update': { paramsTuple: [ParamValue,ParamValue]; params: {'slug': ParamValue,'user': ParamValue} }
    'api.teams.members.store': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'slug': ParamValue,'team': ParamValue,'user': ParamValue} }
    'api.plugins.publisher': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'api.plugins.teams.update': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'name': ParamValue,'publisher': ParamValue,'team': ParamValue} }
    'api.advisories.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.cart.update': { paramsTuple: [ParamValue]; params: {'offer': ParamValue} }
  }
  OPTIONS: {
    'plugin_endpoints.root': { paramsTuple: [ParamValue,ParamValue]; params: {'tenant': ParamValue,'plugin': ParamValue} }
    'plugin_endpoints.handle': { paramsTuple: [ParamValue,ParamValue,...ParamValue[]]; params: {'tenant': ParamValue,'plugin': ParamValue,'*': ParamValue[]} }
  }
}
declare module '@adonisjs/core/types/http' {
  export interface RoutesList extends ScannedRoutes {}
}