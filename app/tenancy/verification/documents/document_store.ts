import drive from '@adonisjs/drive/services/main'
import type { Readable } from 'node:stream'
import type { MediaType } from '#tenancy/verification/documents/document'

type Place = { id: string; tenant_id: string }

const keyOf = ({ id, tenant_id: tenantId }: Place) => `verification/${tenantId}/${id}`

/** Documents of verifications have a disk of their own that no address leads to: they leave through a controller that asks who reads. */
export const documentStore = {
  put: (place: Place, { bytes, mediaType }: { bytes: Buffer; mediaType: MediaType }): Promise<void> =>
    drive.use('documents').put(keyOf(place), bytes, { contentType: mediaType, visibility: 'private' }),
  read: (place: Place): Promise<Readable> => drive.use('documents').getStream(keyOf(place)),
  remove: (place: Place): Promise<void> => drive.use('documents').delete(keyOf(place)),
}
