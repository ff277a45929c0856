/** Each step of a transfer; both sides are told of all of them. */
export const TRANSFER_EVENTS = ['offered', 'accepted', 'declined', 'cancelled', 'expired', 'completed'].map(
  (step) => `registry.transfer_${step}.v1`
)
