import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { CreateServiceToken } from '#identity/service_tokens/actions/create_service_token'
import { PlaceOrder } from '#orders/actions/place_order'
import { programToken } from '#tests/support/publishing'
import { apiToken, createUser, type TestUser } from '#tests/support/users'
import { createProduct, createSeller, type TestProduct, type TestSeller } from '#tests/support/catalog'
import { advise } from '#tests/support/advisories'
import { checkoutInput, ordersOf } from '#tests/support/orders'
import { writeReview } from '#tests/support/plugin_reviews'
import { forgetProviders, setUpProvider } from '#tests/support/providers'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { recordRuns, runOf } from '#tests/support/plugin_runs'
import { listInstallations } from '#runtime/installations/installation'
import { listRuns } from '#runtime/queries/list_runs'
import { companyAgain, createCompanyThings, type CompanyThings } from './company_things.js'
import { ownAgain, type OwnThings } from './own_things.js'
import { createPublisherThings, type PublisherThings } from './publisher_things.js'
import { send } from './send.js'
import { surfaceOf } from '#identity/tokens/surfaces'
import { createRightsThings, rightsAgain, type RightsThings } from './rights_things.js'
import type Tenant from '#tenancy/models/tenant'
import type { PlatformRole, TenantRole } from '#core/rights'
import type { Operation } from './operations.js'

export type World = {
  owner: TestUser<Tenant>
  buyer: TestUser
  publisher: TestUser
  seller: TestSeller
  product: TestProduct
  orderId: string
  plugin: string
  /** Another one, for what hides plugins: the rest still needs the first. */
  condemned: string
  /** What the company's owner says of the plugin. */
  reviewId: string
  /** Of the publisher of the plugins. */
  publisherSlug: string
  /** A published advisory about old versions of the plugin. */
  advisory: string
  installationId: string
  /** A recorded run of it. */
  runId: string
  /** The same plugin at work for the platform. */
  platformInstallationId: string
  /** A program's token of the buyer. */
  programTokenId: string
  /** Of the company, and of the platform. */
  serviceTokenId: string
  platformServiceTokenId: string
  /** What the buyer has as a publisher. */
  things: PublisherThings
  /** What the buyer signs in with. */
  own: OwnThings
  /** What staff does to people, and whom it is done to. */
  rights: RightsThings
  /** What the company keeps about itself. */
  company: CompanyThings
  /** A provider to sign in with, switched off. */
  identityProviderId: string
}

/** One of everything, so that sweeps get past "there is no such thing": a shop with a sale, a plugin at work. */
export async function createWorld(): Promise<World> {
  // There is only so much room for them, and sweeps add more.
  await forgetProviders()
  const owner = await createUser({ tenant: { role: 'owner' } })
  const seller = await createSeller({ tenantId: owner.tenant.id })
  const product = await createProduct(seller, { stock: 100_000 })
  const buyer = await createUser({ platform: ['user'] })
  const publisher = await createUser({ platform: ['user'] })
  const plugin = pluginName()
  await releasePlugin(publisher.user, { name: plugin, secrets: { api_key: {} } })
  const condemned = pluginName()
  await releasePlugin(publisher.user, { name: condemned })
  const placeOrder = await app.container.make(PlaceOrder)
  await placeOrder.handle(checkoutInput(buyer.user.id, [{ product }]))
  const [order] = await ordersOf(buyer.user.id)
  const { id: reviewId } = await writeReview(owner.user, plugin)
  const { code: advisory } = await advise(plugin, [{ introduced: '0' }, { fixed: '0.1.0' }])
  const { slug } = await db.from('publishers').where('user_id', publisher.user.id).select('slug').firstOrFail()
  const world = {
    advisory,
    publisherSlug: slug as string,
    programTokenId: (await programToken(buyer.user)).id,
    serviceTokenId: await serviceToken(owner, owner.tenant.id),
    platformServiceTokenId: await serviceToken(await staffMember('admin'), null),
    things: await createPublisherThings(buyer.user.id),
    own: { passkeyId: '', deviceId: '' },
    rights: await createRightsThings(owner.tenant),
    company: await createCompanyThings(owner.tenant),
    identityProviderId: await someProvider(),
    owner,
    buyer,
    publisher,
    condemned,
    seller,
    product,
    orderId: order.id,
    plugin,
    reviewId,
    ...{ installationId: '', platformInstallationId: '' },
  }
  await installAgain(world)
  return { ...world, runId: await recordRun(owner.tenant.id, plugin) }
}

async function serviceToken({ user }: TestUser, place: string | null): Promise<string> {
  const create = await app.container.make(CreateServiceToken)
  const terms = { name: 'Machine', scopes: ['analytics:read'], days: 7 }
  const { id } = await create.handle({ actor: systemActor('test'), place, userId: user.id, ...terms })
  return id
}

/** Worlds share it: an installation has few. Sweeps that remove it leave the next world to make another. */
async function someProvider(): Promise<string> {
  const known = (await db.from('identity_providers').where('kind', 'github').select('id').first()) as {
    id: string
  } | null
  return known?.id ?? (await setUpProvider({ kind: 'github', enabled: false })).id
}

let releases = 0

/** Who may uninstall and withdraw did: brings back what sweeps took away. */
export async function installAgain(world: Omit<World, 'runId'>): Promise<void> {
  await rightsAgain(world.rights, world.owner.tenant.id)
  await companyAgain(world.company, world.owner.tenant.id)
  await ownAgain(world.own, world.buyer.user.id)
  world.identityProviderId = await someProvider()
  world.installationId = (await install(world.owner, world.plugin)) ?? world.installationId
  const body = { plugin: world.plugin, version: '1.0.0', consent: [], settings: { percent: 5 } }
  const token = await apiToken((await staffMember('admin')).user)
  const { json } = await send({ method: 'POST', path: '/api/v1/platform/installations', token, body })
  world.platformInstallationId = (json?.id as string | undefined) ?? world.platformInstallationId
  // Something newer than what is installed.
  await releasePlugin(world.publisher.user, { name: world.plugin, version: `1.1.${releases++}`, secrets: { api_key: {} } })
}

async function recordRun(tenantId: string, plugin: string): Promise<string> {
  const { data: installations } = await listInstallations(tenantId)
  const installation = installations.find(({ pluginName: name }) => name === plugin)!
  await recordRuns(runOf(installation))
  const { data } = await listRuns({ installationId: installation.id, limit: 1 })
  return data[0]!.id
}

/** The installation's id; undefined when the plugin is installed already. */
export async function install({ user, tenant }: TestUser<Tenant>, plugin: string): Promise<string | undefined> {
  const body = { plugin, version: '1.0.0', consent: [], settings: { percent: 5 } }
  const { json } = await send({ method: 'POST', path: '/api/v1/installations', token: await apiToken(user, tenant.id), body })
  return json?.id as string | undefined
}

const staff = new Map<string, Promise<TestUser>>()

/** A fresh token of somebody the operation is for; null where it is for everybody. */
export async function tokenFor({ roles, path }: Pick<Operation, 'roles' | 'path'>, world: World): Promise<string | null> {
  if (roles.includes('public')) return null
  const surface = surfaceOf(path)
  if (surface === 'merchant' || surface === 'trader') return apiToken(world.owner.user, world.owner.tenant.id, surface)
  if (surface === 'support') return apiToken((await staffMember('support')).user, null, surface)
  if (roles.includes('authenticated')) return apiToken(world.buyer.user)
  if (roles.some((role) => role.startsWith('tenant:'))) return apiToken(world.owner.user, world.owner.tenant.id)
  return apiToken((await staffMember(roles[0] as PlatformRole)).user)
}

/** One person for each role of the platform. */
export function staffMember(role: PlatformRole): Promise<TestUser> {
  const known = staff.get(role) ?? createUser({ platform: [role] })
  staff.set(role, known)
  return known
}

export const memberOf = (tenant: Tenant, role: TenantRole) => createUser({ tenant: { role, of: tenant } })

/** The address with things that exist; a parameter nobody knows gets an id nobody has. */
export function pathOf({ path }: Pick<Operation, 'path'>, world: World): string {
  const known: Record<string, string> = {
    'orders.id': world.orderId,
    'installations.id': world.installationId,
    'secrets.name': 'api_key',
    'platform/installations.id': world.platformInstallationId,
    'plugin-runs.id': world.runId,
    'platform/plugin-runs.id': world.runId,
    'users.id': world.rights.userId,
    'strikes.id': world.rights.strikeId,
    'proposals.id': world.rights.proposalId,
    'roles.id': path.includes('tenants/') ? world.rights.companyRoleId : world.rights.platformRoleId,
    'members.user': world.rights.memberId,
    'members.id': world.company.colleagueId,
    'invitations.id': world.company.invitationId,
    'documents.id': world.company.documentId,
    'tenants.id': world.company.otherTenantId,
    'credentials.name': 'ozon',
    'plugins.name': /\/(takedown|quarantine|restore|release|remove)$/.test(path) ? world.condemned : world.plugin,
    'digests.digest': '0'.repeat(64),
    'advisories.id': world.advisory,
    'versions.version': '1.0.0',
    'reviews.review_id': world.reviewId,
    'reviews.id': world.reviewId,
    'plugin-reviews.id': world.reviewId,
    'items.offer': world.product.offerId,
    'tokens.id': world.programTokenId,
    'service-tokens.id': /^\/(api\/v1\/admin|operator)\//.test(path) ? world.platformServiceTokenId : world.serviceTokenId,
    'passkeys.id': world.own.passkeyId,
    'devices.id': world.own.deviceId,
    'webhooks.id': world.things.webhookId,
    'deliveries.delivery': world.things.deliveryId,
    'publishers.slug': /(?:\{slug\}|\/plugins|\/follow|\/reports|\/restrict|\/lift)$/.test(path)
      ? world.publisherSlug
      : world.things.publisherSlug,
    'teams.team': 'core',
    'products.key': world.product.slug,
    'products.id': world.product.id,
    'steps.event': 'cancel',
    'decide.decision': 'approve',
    'offers.offer': world.product.offerId,
    'identity-providers.id': world.identityProviderId,
  }
  return path.replace(
    /((?:platform\/)?[\w-]+)\/\{(\w+)\}/g,
    (_, place: string, name: string) => `${place}/${known[`${place}.${name}`] ?? newId()}`
  )
}
