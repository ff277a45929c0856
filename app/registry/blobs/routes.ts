import router from '@adonisjs/core/services/router'
import { BLOB_PATH } from '#registry/blobs/blob_store'

const Blobs = () => import('#registry/blobs/blobs_controller')

/** The signature is the right to it; it was counted against the limit where it was given. */
router
  .get(BLOB_PATH, [Blobs, 'show'])
  .as('registry.blobs.show')
  .where('digest', { match: /^[0-9a-f]{64}$/ })
