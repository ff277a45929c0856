import vine from '@vinejs/vine'
import { MAX_NAME, SHARE_ROLES } from '#core/tables/views/saved_view'

const path = () =>
  vine
    .string()
    .maxLength(500)
    .regex(/^\/[\w./~%@-]*$/)
const name = () => vine.string().trim().minLength(1).maxLength(MAX_NAME)
const query = () => vine.string().maxLength(8_000).optional()
const ROLE = new RegExp(`^(?:${SHARE_ROLES.join('|')}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$`)
/** A system role by its name, one that people made by its id. Nothing chosen: with nobody. */
const role = () => vine.string().regex(ROLE).optional()
const ticked = () => vine.accepted().optional()
const version = () => vine.number().withoutDecimals().min(1).max(2_147_483_647)

export const atValidator = vine.create({ at: path() })
export const newViewValidator = vine.create({ at: path(), query: query() })

const terms = { at: path(), name: name(), shared_role: role(), is_default: ticked(), is_role_default: ticked() }
export const storeViewValidator = vine.create({ ...terms, query: query() })
export const changeViewValidator = vine.create({ ...terms, version: version() })

export const saveOverValidator = vine.create({ at: path(), query: query(), version: version() })
const key = () =>
  vine
    .string()
    .regex(/^[a-z0-9_-]{1,80}$/i)
    .optional()
/** `open`: what the list shows meanwhile. */
export const chooseViewValidator = vine.create({ at: path(), view: key(), open: key() })
