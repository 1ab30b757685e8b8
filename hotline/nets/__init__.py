"""The nets under the line: what answers when the database, or the whole service, is away.

Twice a minute the service takes a picture of who is on duty (`taking`), encrypted in a file beside
it. Without the database, the steps of a call are answered from it (`steps`); what happens meanwhile
is written to a spool, and put where it belongs once the database is back (`replaying`). A second,
small process (`server`) does the same when the main one is dead. Where even that is away, documents
that were published before say whom to call (`published`).

Whatever answers a call here knows neither the database nor Flask: only `taking` and `replaying` do.
"""
