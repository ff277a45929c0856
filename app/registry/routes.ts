import '#registry/routes/api'
