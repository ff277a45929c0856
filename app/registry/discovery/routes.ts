import '#registry/discovery/api_routes'
import '#registry/discovery/page_routes'
