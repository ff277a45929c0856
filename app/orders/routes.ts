import '#orders/api_routes'
