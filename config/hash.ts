import { defineConfig } from '@adonisjs/core/hash'
import { configProvider } from '@adonisjs/core'
import env from '#start/env'

/** Argon2id through @node-rs/argon2: prebuilt binaries, no install script. Parameters: docs/limits.md. */
const hashConfig = defineConfig({
  default: 'argon2id',
  list: {
    argon2id: configProvider.create(async () => {
      const { Argon2idDriver } = await import('#core/crypto/argon2id_driver')
      return () => new Argon2idDriver({ memoryMib: env.get('PASSWORD_HASH_MIB') })
    }),
  },
})

export default hashConfig

declare module '@adonisjs/core/types' {
  export interface HashersList extends InferHashers<typeof hashConfig> {}
}
