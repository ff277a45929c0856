import { Exception } from '@adonisjs/core/exceptions'

export class WebhookNotFound extends Exception {
  static status = 404
  static code = 'E_WEBHOOK_NOT_FOUND'
  static message = 'There is no such webhook'
}

export class DeliveryNotFound extends Exception {
  static status = 404
  static code = 'E_DELIVERY_NOT_FOUND'
  static message = 'There is no such delivery'
}

export class TooManyWebhooks extends Exception {
  static status = 409
  static code = 'E_TOO_MANY_WEBHOOKS'
  static message = 'Remove a webhook before you add another'
}

export class WebhookDisabled extends Exception {
  static status = 409
  static code = 'E_WEBHOOK_DISABLED'
  static message = 'The webhook is switched off: switch it on first'
}
