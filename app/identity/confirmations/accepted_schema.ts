/** Something will be sent, or would be if there were somebody to send it to. */
export const ACCEPTED_SCHEMA = { type: 'object', required: ['accepted'], properties: { accepted: { const: true } } }
