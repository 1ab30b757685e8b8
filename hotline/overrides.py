"""How the carrier is to ask for a step: how long it waits for an answer, and that it asks again."""

OVERRIDES = "#ct=2000&rt=5000&tt=8000&rc=1&rp=all"
"""Milliseconds to connect, to answer and in all; and one more try, whatever went wrong at the
first, before the fallback is asked. A service that is away is noticed after eight seconds at most,
not fifteen, and a worker that died is made up for by another. Each step may be asked twice, so
nothing is lost by it. Fragments are not signed
(twilio.com/docs/usage/webhooks/webhooks-connection-overrides)."""
