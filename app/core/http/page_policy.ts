import type { HttpContext } from '@adonisjs/core/http'

/** What pages may load and who may frame them: no inline script or style, nothing from elsewhere. */
export const PAGE_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}

const HEADER = Object.entries(PAGE_POLICY)
  .map(([name, sources]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${sources.join(' ')}`)
  .join(';')

/** For pages that are rendered before, or without, the middleware of the pages' group: refusals. */
export const addPagePolicy = ({ response }: HttpContext) =>
  response.safeHeader('Content-Security-Policy', HEADER).safeHeader('X-Frame-Options', 'DENY')
