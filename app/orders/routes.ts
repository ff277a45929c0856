import '#orders/api_routes'
import '#orders/page_routes'
