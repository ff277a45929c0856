import '#registry/routes/api'
import '#registry/routes/installations_api'
