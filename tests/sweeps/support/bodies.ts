import { newId } from '#core/ids'
import { advisoryBody } from '#tests/support/advisories'
import { CARDS, checkoutBody } from '#tests/support/orders'
import { pluginName, publishBody } from '#tests/support/plugin_uploads'
import { VERIFICATION_DETAILS } from './company_things.js'
import type { Operation } from './operations.js'
import type { World } from './world.js'

/** A body that is accepted; a new operation starts from an empty one until it is named here. */
export function bodyFor({ id }: Pick<Operation, 'id'>, world: World): Record<string, unknown> {
  const items = [{ product: world.product }]
  const bodies: Record<string, () => Record<string, unknown>> = {
    login: () => ({ email: world.buyer.user.email, password: world.buyer.password }),
    createAppealToken: () => ({ email: world.buyer.user.email, password: world.buyer.password }),
    showBlockAppeal: () => ({ appeal_token: `${newId()}.${'s'.repeat(43)}` }),
    appealBlock: () => ({ appeal_token: `${newId()}.${'s'.repeat(43)}`, grounds: 'I did nothing of the kind' }),
    requestPasswordReset: () => ({ email: `${newId()}@example.test` }),
    resetPassword: () => ({ token: 't'.repeat(43), password: 'a long enough password' }),
    confirmEmail: () => ({ token: 't'.repeat(43) }),
    stepUp: () => ({ password: world.buyer.password }),
    confirmAuthenticator: () => ({ code: '000000' }),
    addPasskey: () => ({
      credential: { id: 'aa', rawId: 'aa', type: 'public-key', response: { clientDataJSON: 'e30', attestationObject: 'oA' } },
      name: 'Laptop',
    }),
    stepUpByPasskey: () => ({
      credential: {
        ...{ id: 'aa', rawId: 'aa', type: 'public-key' },
        response: { clientDataJSON: 'e30', authenticatorData: 'oA', signature: 'oA' },
      },
    }),
    renamePasskey: () => ({ name: 'Phone' }),
    changeEmail: () => ({ email: `${newId()}@example.test` }),
    sendPhoneCode: () => ({ phone: `+7916${String(Math.trunc(Math.random() * 1e7)).padStart(7, '0')}` }),
    confirmPhone: () => ({ code: '000000' }),
    mergeReport: () => ({ of: 'C-2026-000001' }),
    ...Object.fromEntries(
      ['adminLogin', 'merchantToken', 'traderToken', 'supportLogin', 'rootMerchantToken', 'rootTraderToken', 'rootSupportLogin'].map(
        (one) => [one, () => ({ email: world.owner.user.email, password: world.owner.password, two_factor_code: '000000' })]
      )
    ),
    ...Object.fromEntries(
      ['', 'Admin', 'Merchant', 'Trader', 'Support', 'RootMerchant', 'RootTrader', 'RootSupport'].map((word) => [
        `refresh${word}Tokens`,
        () => ({ refresh_token: 'r'.repeat(43) }),
      ])
    ),
    ...Object.fromEntries(
      ['createServiceToken', 'createPlatformServiceToken'].map((one) => [
        one,
        () => ({ name: 'Machine', scopes: ['analytics:read'], expires_in_days: 7 }),
      ])
    ),
    updateMe: () => ({ full_name: 'Somebody', locale: 'en', username: `user-${newId().slice(-12)}` }),
    register: () => ({
      email: `${newId()}@example.test`,
      password: 'a long enough password',
      full_name: 'Somebody',
      company_name: 'A company',
      locale: 'en',
    }),
    addIdentityProvider: () => ({
      slug: `p-${newId().slice(-12)}`,
      kind: 'oidc',
      name: 'Company',
      issuer: 'https://id.example.com',
      client_id: 'rialto',
    }),
    changeIdentityProvider: () => ({ name: 'The company', scopes: ['openid', 'email'], email_domains: ['example.com'], position: 1 }),
    inviteUser: () => ({ email: `${newId()}@example.test`, full_name: 'Somebody', locale: 'en' }),
    grantUserRole: () => ({ role: 'analyst', reason: 'They need it' }),
    revokeUserRole: () => ({ role: 'analyst', reason: 'They need it no more' }),
    endUserSessions: () => ({ reason: 'As asked' }),
    resetUserSecondFactors: () => ({ reason: 'As asked' }),
    blockUser: () => ({ reason: 'It was spam', evidence: 'The log', days: 3 }),
    unblockUser: () => ({ reason: 'It was no spam' }),
    strikeUser: () => ({ kind: 'spam', reason: 'It was spam', evidence: 'The log', weight: 1, days: 30 }),
    withdrawStrike: () => ({ reason: 'It was no spam' }),
    createPlatformRole: () => ({ name: `Role ${newId()}`, description: 'For clerks', permissions: ['core.audit'] }),
    changePlatformRole: () => ({ version: 1, name: `Role ${newId()}`, permissions: ['core.audit'] }),
    createOwnTenantRole: () => ({ name: `Role ${newId()}`, description: 'For clerks', permissions: ['catalog.view'] }),
    changeOwnTenantRole: () => ({ version: 1, name: `Role ${newId()}`, permissions: ['catalog.view'] }),
    confirmProposal: () => ({ note: 'It is right' }),
    rejectProposal: () => ({ note: 'It is not right' }),
    appealOwnStrike: () => ({ grounds: 'It was somebody else' }),
    updateOwnTenant: () => ({ name: 'Another name', inn: '7707083893', timezone: 'Europe/Moscow', website: 'https://example.com/' }),
    // Whoever closes the world has none to go on in.
    closeOwnTenant: () => ({ name: 'Not its name' }),
    changeOwnTenantMember: () => ({ role: 'viewer' }),
    inviteToOwnTenant: () => ({ email: `${newId()}@example.test`, role: 'user' }),
    acceptTenantInvitation: () => ({ token: 't'.repeat(43) }),
    offerOwnership: () => ({ user_id: world.company.colleagueId }),
    setOwnTenantCredentials: () => ({ credentials: [{ name: 'ozon', api_key: 'another key' }] }),
    saveOwnVerification: () => ({ ...VERIFICATION_DETAILS, kpp: '773601001', bik: '044525225', account: '40702810138250123017' }),
    changeTenantPlan: () => ({ plan: 'PRO', reason: 'They paid' }),
    takeContext: () => ({ tenant_id: world.owner.tenant.id }),
    reviewPlugin: () => ({ version: '1.0.0', rating: 4, title: 'Good', comment: 'It does what it says.' }),
    editPluginReview: () => ({ version: '1.0.0', rating: 4, title: 'Good', comment: 'It does what it says.' }),
    voteOnPluginReview: () => ({ helpful: true }),
    flagPluginReview: () => ({ reason: 'spam', note: 'An advertisement' }),
    respondToPluginReview: () => ({ text: 'Thank you' }),
    takeDownPlugin: () => ({ reason: 'It does harm' }),
    quarantinePlugin: () => ({ reason: 'It may do harm', days: 3, on_expiry: 'release' }),
    restorePlugin: () => ({ reason: 'It does no harm' }),
    blockDigest: () => ({ reason: 'It does harm' }),
    allowDigest: () => ({ reason: 'It does no harm' }),
    draftAdvisory: () => advisoryBody(world.plugin, [{ introduced: '0' }, { fixed: '0.2.0' }]),
    rewriteAdvisory: () => advisoryBody(world.plugin, [{ introduced: '0' }, { fixed: '0.2.0' }]),
    withdrawAdvisory: () => ({ reason: 'It was no weakness' }),
    rejectAdvisory: () => ({ reason: 'It is no weakness' }),
    reportPlugin: () => ({ kind: 'spam', evidence: 'It advertises something else all day' }),
    ...Object.fromEntries(
      ['reportVersion', 'reportReview', 'reportPublisher'].map((one) => [
        one,
        () => ({ kind: 'spam', evidence: 'It advertises something else' }),
      ])
    ),
    quarantineVersion: () => ({ reason: 'It may do harm', days: 3, on_expiry: 'release' }),
    ...Object.fromEntries(
      ['releaseVersion', 'removeVersion', 'restrictPublisher', 'liftPublisher'].map((one) => [one, () => ({ reason: 'It was looked at' })])
    ),
    appealReport: () => ({ grounds: 'It advertises nothing, look again' }),
    verifyPlugin: () => ({ verified: true }),
    verifyPublisher: () => ({ verified: true }),
    claimPublisherDomain: () => ({ domain: `${newId()}.example.com`, method: 'dns' }),
    changePlugin: () => ({ archived: false }),
    featurePlugin: () => ({ position: 5 }),
    chooseReleaseNotices: () => ({ release_notices: true }),
    refreshRegistryTokens: () => ({ refresh_token: 'r'.repeat(43) }),
    searchPlugins: () => ({ query: 'test', tags: ['test'], sort: 'recent', page: 0, per_page: 10 }),
    publishPlugin: () => publishBody({ name: pluginName() }, { checksum: undefined, file_size: undefined }),
    installPlugin: () => ({ plugin: world.plugin, version: '1.0.0', consent: [], settings: { percent: 5 }, enabled: true }),
    configureInstallation: () => ({ settings: { percent: 6 } }),
    createToken: () => ({ name: 'CI', scopes: ['yank'], plugins: ['acme-*'], stage_only: true, expires_in_days: 7 }),
    invitePluginOwner: () => ({ email: `${newId()}@example.test`, role: 'publisher' }),
    changePluginOwner: () => ({ role: 'publisher' }),
    offerPluginTransfer: () => ({ email: `${newId()}@example.test` }),
    changePublishingRules: () => ({ require_stage_approvals: 0, trusted_only: false }),
    addTrustedPublisher: () => ({ issuer: 'https://gitlab.com', owner_id: '42', repository: 'shop', workflow: 'release.yml' }),
    createWebhook: () => ({ url: 'https://hooks.example.com/rialto', events: ['version.published'], description: 'Builds' }),
    changeWebhook: () => ({ url: 'https://hooks.example.com/other', active: true }),
    replayWebhook: () => ({ since: '2026-01-01T00:00:00Z', only_failed: true }),
    addOwnKey: () => ({
      name: 'Laptop',
      public_key: Buffer.alloc(32).toString('base64'),
      challenge: 'x',
      proof: Buffer.alloc(64).toString('base64'),
    }),
    rotateOwnKey: () => ({
      name: 'Laptop',
      public_key: Buffer.alloc(32).toString('base64'),
      challenge: 'x',
      proof: Buffer.alloc(64).toString('base64'),
    }),
    revokeOwnKey: () => ({ reason: 'It was lost' }),
    createPublisher: () => ({ name: 'A publisher', slug: `publisher-${newId().slice(-12)}` }),
    invitePublisherMember: () => ({ email: `${newId()}@example.test`, role: 'member' }),
    changePublisherMember: () => ({ role: 'member' }),
    createTeam: () => ({ name: 'A team', slug: `team-${newId().slice(-12)}` }),
    givePluginToTeam: () => ({ role: 'publisher' }),
    linkRepository: () => ({ repository: 'octo/shop' }),
    acceptPublisherInvitation: () => ({ token: 't'.repeat(43) }),
    declinePublisherInvitation: () => ({ token: 't'.repeat(43) }),
    exchangeBuildToken: () => ({ token: 'a.b.c', plugin: world.plugin }),
    createProduct: () => ({
      title: 'A thing',
      language: 'en',
      category_id: world.product.categoryId,
      variants: [{ sku: newId(), price_minor: 1_000, on_hand: 5 }],
    }),
    updateProduct: () => ({ version: 1, title: 'Another thing', attributes: { colour: 'red' } }),
    publishProduct: () => ({ version: 1 }),
    hideProduct: () => ({ version: 1 }),
    changeOffer: () => ({ version: 1, price_minor: world.product.priceMinor, on_hand: 100_000 }),
    addCartItem: () => ({ offer_id: world.product.offerId, quantity: 1 }),
    setCartQuantity: () => ({ quantity: 2 }),
    quoteCheckout: () => ({ items: checkoutBody(items).items }),
    checkOut: () => ({ ...checkoutBody(items, CARDS.ok), expected_total: world.product.priceMinor }),
    changeOrder: () => ({ event: 'request_return', reason: 'It does not fit' }),
    fulfilOrder: () => ({ event: 'approve_return', reason: 'As agreed' }),
  }
  return bodies[id]?.() ?? {}
}
