"""Who gets the call: pure rules. Values in, decision out; `now` is always a parameter."""
