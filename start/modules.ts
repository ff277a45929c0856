import { registerModules } from '#core/modules'
import { coreModule } from '#core/core_module'
import { identityModule } from '#identity/identity_module'
import { rightsModule } from '#identity/rights_module'
import { tokensModule } from '#identity/tokens/tokens_module'
import { providersModule } from '#identity/providers/providers_module'
import { signInModule } from '#identity/sign_in/sign_in_module'
import { tenancyModule } from '#tenancy/tenancy_module'
import { ledgerModule } from '#ledger/ledger_module'
import { runtimeModule } from '#runtime/runtime_module'
import { catalogModule } from '#catalog/catalog_module'
import { registryModule } from '#registry/registry_module'
import { trustModule } from '#registry/trust_module'
import { scanningModule } from '#registry/scanning/scanning_module'
import { publishingModule } from '#registry/publishing_module'
import { advisoriesModule } from '#registry/advisories/advisories_module'
import { verificationModule } from '#registry/verification/verification_module'
import { discoveryModule } from '#registry/discovery/discovery_module'
import { ordersModule } from '#orders/orders_module'
import { moderationModule } from '#moderation/moderation_module'
import { searchModule } from '#search/search_module'
import { analyticsModule } from '#analytics/analytics_module'
import { notificationsModule } from '#notifications/notifications_module'
import { paymentsModule } from '#payments/payments_module'

/** Every domain's face, lowest tier first. */
registerModules([
  coreModule,
  identityModule,
  rightsModule,
  signInModule,
  providersModule,
  tokensModule,
  tenancyModule,
  runtimeModule,
  ledgerModule,
  registryModule,
  trustModule,
  scanningModule,
  discoveryModule,
  verificationModule,
  publishingModule,
  advisoriesModule,
  catalogModule,
  paymentsModule,
  ordersModule,
  moderationModule,
  searchModule,
  analyticsModule,
  notificationsModule,
])
