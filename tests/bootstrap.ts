import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { assert } from '@japa/assert'
import { apiClient } from '@japa/api-client'
import { browserClient } from '@japa/browser-client'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import { sessionApiClient } from '@adonisjs/session/plugins/api_client'
import { sessionBrowserClient } from '@adonisjs/session/plugins/browser_client'
import { authApiClient } from '@adonisjs/auth/plugins/api_client'
import { authBrowserClient } from '@adonisjs/auth/plugins/browser_client'
import { shieldApiClient } from '@adonisjs/shield/plugins/api_client'
import { ensureAssets } from '#tests/browser/support/assets'
import { launchChromium } from '#tests/browser/support/chromium'
import { freshSignIns } from '#tests/support/fresh_sign_ins'
import type { Config } from '@japa/runner/types'

export const plugins: Config['plugins'] = [
  assert(),
  apiClient(),
  pluginAdonisJS(app),
  sessionApiClient(app),
  shieldApiClient(),
  authApiClient(app),
  browserClient({ runInSuites: ['browser'], launcher: (options) => launchChromium(options) }),
  sessionBrowserClient(app),
  authBrowserClient(app),
  freshSignIns(),
]

export const runnerHooks: Required<Pick<Config, 'setup' | 'teardown'>> = {
  setup: [async () => void (await testUtils.db().migrate())],
  teardown: [],
}

export const configureSuite: Config['configureSuite'] = (suite) => {
  if (!['functional', 'sweeps', 'browser'].includes(suite.name)) return
  suite.setup(ensureAssets)
  suite.setup(() => testUtils.httpServer().start())
  // A browser on a busy machine now and then draws later than anybody may expect: once more, and the report says "x2".
  if (suite.name === 'browser') suite.onGroup((group) => group.each.retry(1))
}
