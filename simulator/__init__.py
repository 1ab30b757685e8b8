"""A carrier on your desk: telephones, TwiML, webhooks and a REST API, as Twilio's voice has them.

It speaks HTTP with signed webhooks only and knows nothing of the service it calls.
"""
