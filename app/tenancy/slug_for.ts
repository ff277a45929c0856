import string from '@adonisjs/core/helpers/string'
import { newId } from '#core/ids'

/** A readable, unique address of a company; the tail keeps equal names apart. */
export const slugFor = (name: string) =>
  `${string.slug(name, { lower: true, strict: true }).slice(0, 40) || 'company'}-${newId().slice(-6)}`
