"""The carrier's REST API (twilio.com/docs/usage/api): one file a resource."""
