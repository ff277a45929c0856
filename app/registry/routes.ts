import '#registry/routes/api'
import '#registry/routes/installations_api'
import '#registry/routes/publisher'
import '#registry/routes/pages'
