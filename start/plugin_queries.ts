/** Every question that plugins may ask of a tenant's data: loading this file declares them. */
import '#catalog/plugin_queries/products'
import '#catalog/plugin_queries/stock'
import '#orders/plugin_queries/orders'
import '#analytics/plugin_queries/sales'
