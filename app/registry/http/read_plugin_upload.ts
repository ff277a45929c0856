import { readArtifact } from '#registry/http/read_artifact'
import { isStorable } from '#core/http/readable_input'
import { LONGEST_TEXT, type VersionTexts } from '#registry/readme/version_texts'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import type { HttpContext } from '@adonisjs/core/http'

export type PluginUpload = { artifact: Uint8Array; manifest: string | null } & VersionTexts

const FIELDS = ['artifact', 'manifest', 'readme', 'changelog'] as const
const MANIFEST_BYTES = 64 * 1024

/**
 * Reads the upload form's files into memory. Called after the right was checked: no byte of a refused upload
 * reaches the disk, and none of an accepted one before it was judged.
 */
export async function readPluginUpload({ request }: HttpContext): Promise<PluginUpload> {
  const { multipart } = request
  if (!multipart) throw InvalidPlugin.field('artifact', 'Send the files as multipart/form-data', 'multipart')
  const files = new Map<string, Uint8Array>()
  for (const field of FIELDS) {
    multipart.onFile(field, { deferValidations: true }, async (part) => {
      try {
        files.set(field, await readArtifact(part))
      } catch (error) {
        multipart.abort(error as Error)
      }
    })
  }
  await multipart.process({ limit: '6mb', maxFields: 10 })
  const artifact = files.get('artifact')
  const manifest = files.get('manifest')
  if (!artifact) throw InvalidPlugin.field('artifact', 'Choose the module to publish', 'required')
  if (manifest && manifest.length > MANIFEST_BYTES) {
    throw InvalidPlugin.field('manifest', `plugin.json may have ${MANIFEST_BYTES} bytes at most`, 'max')
  }
  const text = (field: string) => {
    const bytes = files.get(field)
    return bytes ? Buffer.from(bytes).toString('utf8') : null
  }
  return {
    artifact,
    manifest: text('manifest'),
    readme: markdown('readme', text('readme')),
    changelog: markdown('changelog', text('changelog')),
  }
}

/** What no version may keep is refused with the field's name, before the module is judged. */
function markdown(field: string, text: string | null): string | null {
  if (text !== null && (text.length > LONGEST_TEXT || !isStorable(text))) {
    throw InvalidPlugin.field(field, `This has to be a text of ${LONGEST_TEXT} characters at most`, 'max')
  }
  return text
}
