import { registerModules } from '#core/modules'
import { coreModule } from '#core/core_module'
import { catalogModule } from '#catalog/catalog_module'

/** Every domain's face, lowest tier first. */
registerModules([coreModule, catalogModule])
