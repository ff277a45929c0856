import { inject } from '@adonisjs/core'
import BodyParserMiddleware from '@adonisjs/core/bodyparser_middleware'
import { isApiPath } from '#core/http/api_path'
import { BodyTooLarge, NotFound } from '#core/http/exceptions'
import { BODY_LIMIT, findOperation } from '#core/http/openapi/operation'
import { ownsBody } from '#core/http/own_body'
import { isStorable, refuseUnreadable, UnreadableBody, UnreadableInput } from '#core/http/readable_input'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

const NO_OBJECT = { field: 'body', message: 'The body has to be an object', rule: 'object' }

/** Reads the body and lets pass only what validators, models and the database can take: path, query and body. */
@inject()
export default class BodyMiddleware {
  constructor(private readonly parser: BodyParserMiddleware) {}

  async handle(ctx: HttpContext, next: NextFn) {
    if (ownsBody(ctx)) return next()
    const limit = limitOf(ctx)
    refuseTooLarge(Number(ctx.request.header('content-length') ?? 0), limit)
    let isRead = false
    try {
      await this.parser.handle(ctx, () => {
        isRead = true
        refuseTooLarge(ctx.request.raw()?.length ?? 0, limit)
        if (isApiPath(ctx.request.url()) && Array.isArray(ctx.request.body())) throw new UnreadableInput([NO_OBJECT])
        refuseUnreadable(ctx.request.all())
        if (
          !Object.values(ctx.params as Record<string, string | string[]>)
            .flat()
            .every(isStorable)
        ) {
          throw new NotFound()
        }
        return next()
      })
    } catch (error) {
      throw isRead ? error : refusalOf(error)
    }
  }
}

/** Of operations that take JSON: forms and uploads have limits of their own. Packed bodies are judged by what was in them. */
function limitOf({ route }: HttpContext): number {
  const operation = findOperation(route?.name)
  return operation?.body ? (operation.bodyLimit ?? BODY_LIMIT) : Infinity
}

function refuseTooLarge(size: number, limit: number) {
  if (size > limit) throw new BodyTooLarge()
}

/** What the parser throws is about the body as a whole; only its size and encoding have a status of their own. */
function refusalOf(error: unknown): unknown {
  // The parser copies what it read level by level: a hundred thousand brackets are more than the stack holds.
  if (error instanceof RangeError) return new UnreadableBody('Values are nested too deeply')
  const { status, code = '', message } = error as { status?: number; code?: string; message: string }
  if (code.startsWith('Z_')) return new UnreadableBody('The body cannot be unpacked')
  return status === 400 || status === 422 ? new UnreadableBody(message) : error
}
