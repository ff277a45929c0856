import { defineModule } from '#core/module'
import { scanningSettings } from '#registry/scanning/settings'

/** What looks at uploads, and the rules by which they go on. */
export const scanningModule = defineModule({
  name: 'scanning',
  settings: scanningSettings,
})
