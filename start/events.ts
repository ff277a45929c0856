/** Every event that outsiders may hear of: loading this file declares them. */
import '#tenancy/events/public_events'
import '#runtime/events/public_events'
import '#catalog/events/public_events'
import '#payments/events/public_events'
import '#orders/events/public_events'
