import { registerModules } from '#core/modules'
import { coreModule } from '#core/core_module'
import { identityModule } from '#identity/identity_module'
import { tenancyModule } from '#tenancy/tenancy_module'
import { catalogModule } from '#catalog/catalog_module'

/** Every domain's face, lowest tier first. */
registerModules([coreModule, identityModule, tenancyModule, catalogModule])
