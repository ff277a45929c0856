import env from '#start/env'
import { createReadStream } from 'node:fs'
import { storagePath } from '#services/environment'
import { defineConfig, services } from '@adonisjs/drive'
import type { InferDriveDisks } from '@adonisjs/drive/types'

/** Modules are up to a megabyte: a quarter of it at a time costs a third less than the sixteen pieces of 64 kB that Node reads by default. */
const PIECE_BYTES = 256 * 1024

const disk = services.fs({
  location: storagePath('files'),
  serveFiles: true,
  routeBasePath: '/files',
  visibility: 'private',
  appUrl: env.get('APP_URL'),
})

type FileDisk = Awaited<ReturnType<typeof disk.resolver>>

/** The keys that reach a driver are checked by then: no `..`, nothing absolute. */
const inLargePieces =
  (makeDriver: FileDisk): FileDisk =>
  () => {
    const driver = makeDriver()
    driver.getStream = (key) => Promise.resolve(createReadStream(storagePath('files', key), { highWaterMark: PIECE_BYTES }))
    return driver
  }

const bucket = services.s3({
  credentials: {
    accessKeyId: env.get('S3_ACCESS_KEY_ID') ?? '',
    secretAccessKey: env.get('S3_SECRET_ACCESS_KEY')?.release() ?? '',
  },
  region: env.get('S3_REGION') ?? 'us-east-1',
  bucket: env.get('S3_BUCKET') ?? 'rialto',
  endpoint: env.get('S3_ENDPOINT'),
  forcePathStyle: true,
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  visibility: 'private',
})

/** Documents of people and companies: no address serves them. */
const documents = services.fs({ location: storagePath('documents'), visibility: 'private' })

const driveConfig = defineConfig({
  default: env.get('DRIVE_DISK') ?? 'fs',
  services: {
    fs: { ...disk, resolver: async (...given: Parameters<typeof disk.resolver>) => inLargePieces(await disk.resolver(...given)) },
    s3: bucket,
    documents: env.get('DRIVE_DISK') === 's3' ? bucket : documents,
  },
})

export default driveConfig

declare module '@adonisjs/drive/types' {
  export interface DriveDisks extends InferDriveDisks<typeof driveConfig> {}
}
