"""Which verbs exist, with which attributes, and what may stand inside what.

From twilio.com/docs/voice/twiml and the pages of each verb.
"""

from __future__ import annotations

from simulator.twiml.ssml import STRENGTHS

METHOD = {"GET", "POST"}
BOOLEAN = {"true", "false"}
NUMBER = "a whole number"
KEYS = "keys of the keypad"
PAUSE = "seconds such as 1s, or milliseconds such as 300ms"
ANY = "anything"

ValueRule = str | set[str]

CALLBACK: dict[str, ValueRule] = {
    "statusCallback": ANY,
    "statusCallbackEvent": ANY,
    "statusCallbackMethod": METHOD,
}
MACHINE: dict[str, ValueRule] = {
    "machineDetection": {"Enable", "DetectMessageEnd"},
    "machineDetectionTimeout": NUMBER,
    "machineDetectionSpeechThreshold": NUMBER,
    "machineDetectionSpeechEndThreshold": NUMBER,
    "machineDetectionSilenceTimeout": NUMBER,
    "amdStatusCallback": ANY,
    "amdStatusCallbackMethod": METHOD,
}

ATTRIBUTES: dict[str, dict[str, ValueRule]] = {
    "Say": {"voice": ANY, "language": ANY, "loop": NUMBER},
    "Play": {"loop": NUMBER, "digits": ANY},
    "Pause": {"length": NUMBER},
    "Gather": {
        "action": ANY,
        "method": METHOD,
        "input": {"dtmf", "speech", "dtmf speech", "speech dtmf"},
        "timeout": NUMBER,
        "finishOnKey": KEYS,
        "numDigits": NUMBER,
        "actionOnEmptyResult": BOOLEAN,
        "language": ANY,
        "hints": ANY,
        "speechTimeout": ANY,
        "speechModel": ANY,
        "maxSpeechTime": ANY,
        "profanityFilter": BOOLEAN,
        "partialResultCallback": ANY,
        "partialResultCallbackMethod": METHOD,
        "enhanced": BOOLEAN,
        "bargeIn": BOOLEAN,
        "debug": BOOLEAN,
    },
    "Enqueue": {
        "action": ANY,
        "method": METHOD,
        "waitUrl": ANY,
        "waitUrlMethod": METHOD,
        "workflowSid": ANY,
        "maxQueueSize": NUMBER,
    },
    "Leave": {},
    "Dial": {
        "action": ANY,
        "method": METHOD,
        "timeout": NUMBER,
        "timeLimit": NUMBER,
        "callerId": ANY,
        "callReason": ANY,
        "hangupOnStar": BOOLEAN,
        "answerOnBridge": BOOLEAN,
        "sequential": BOOLEAN,
        "ringTone": ANY,
        "record": ANY,
        "recordingStatusCallback": ANY,
        "recordingStatusCallbackMethod": METHOD,
        "recordingStatusCallbackEvent": ANY,
        "recordingTrack": ANY,
        "trim": ANY,
        "recordingConfigurationId": ANY,
        "events": ANY,
        "passports": ANY,
        "referUrl": ANY,
        "referMethod": METHOD,
    },
    "Number": {
        "url": ANY,
        "method": METHOD,
        "sendDigits": ANY,
        "byoc": ANY,
        **CALLBACK,
        **MACHINE,
    },
    "Queue": {"url": ANY, "method": METHOD, "reservationSid": ANY, "postWorkActivitySid": ANY},
    "Redirect": {"method": METHOD},
    "Hangup": {},
    "Reject": {"reason": {"busy", "rejected"}},
}

NOT_SIMULATED = {
    "Record", "Sms", "Message", "Refer", "Pay", "Prompt", "Connect", "Start", "Stop", "Siprec",
    "Stream", "Transcription", "Conference", "Client", "Sip", "Sim", "Application",
    "VirtualAgent", "Conversation", "Task", "Parameter", "Echo", "Recording",
}  # fmt: skip
"""Verbs and nouns that the carrier knows and this one does not play."""

SSML: dict[str, dict[str, ValueRule]] = {
    "break": {"strength": set(STRENGTHS), "time": PAUSE},
    "emphasis": {"level": {"strong", "moderate", "reduced"}},
    "lang": {"{http://www.w3.org/XML/1998/namespace}lang": ANY},
    "p": {},
    "phoneme": {"alphabet": {"ipa", "x-sampa", "x-amazon-jyutping", "x-amazon-pinyin"}, "ph": ANY},
    "prosody": {"volume": ANY, "rate": ANY, "pitch": ANY},
    "s": {},
    "say-as": {"interpret-as": ANY, "format": ANY, "role": ANY},
    "sub": {"alias": ANY},
    "w": {"role": ANY},
}
"""What may mark up the text of Say (twilio.com/docs/voice/twiml/say/text-speech#ssml)."""

INSIDE: dict[str, set[str]] = {
    "Say": set(SSML),
    **{mark: set(SSML) for mark in SSML if mark != "break"},
    "Gather": {"Say", "Play", "Pause"},
    "Enqueue": {"Task"},
    "Dial": {
        "Number", "Queue", "Client", "Conference", "Sim", "Sip", "WhatsApp", "Application",
    },
}  # fmt: skip

TOP = {
    "Say", "Play", "Pause", "Gather", "Enqueue", "Leave", "Dial", "Redirect", "Hangup", "Reject",
    "Record", "Sms", "Refer", "Pay", "Connect", "Start", "Stop", "Echo",
}  # fmt: skip

PLACES: dict[str, set[str]] = {
    "call": TOP - {"Leave"},
    "wait": {"Play", "Say", "Pause", "Gather", "Redirect", "Leave", "Hangup"},
    "whisper": {"Play", "Say", "Pause", "Gather", "Redirect", "Hangup"},
    "connect": {"Play", "Say", "Pause", "Redirect"},
}
"""Verbs allowed at the top of a document, by where it runs: a call's own document, Enqueue's
waitUrl (twilio.com/docs/voice/twiml/enqueue#attributes-wait-url), Number's url
(twilio.com/docs/voice/twiml/number#attributes-url), Queue's url
(twilio.com/docs/voice/twiml/queue#attributes-url)."""
