// A passkey is made, or shown, as soon as its page opens; what comes of it is sent with the form.

const form = document.querySelector("form[data-passkey]");

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/_/g, "/").replace(/-/g, "+")), (sign) => sign.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const known = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

const named = ({ id, rawId, type }) => ({ id, rawId: text(rawId), type });

async function made(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: known(options.excludeCredentials),
  };
  const credential = await navigator.credentials.create({ publicKey });
  const { response } = credential;
  return {
    ...named(credential),
    response: {
      attestationObject: text(response.attestationObject),
      clientDataJSON: text(response.clientDataJSON),
      transports: response.getTransports?.() ?? null,
    },
    extensions: JSON.stringify(credential.getClientExtensionResults()),
  };
}

async function shown(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: known(options.allowCredentials),
  };
  const credential = await navigator.credentials.get({ publicKey });
  const { response } = credential;
  return {
    ...named(credential),
    response: {
      authenticatorData: text(response.authenticatorData),
      clientDataJSON: text(response.clientDataJSON),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : null,
    },
    assertionClientExtensions: JSON.stringify(credential.getClientExtensionResults()),
  };
}

try {
  const options = JSON.parse(form.dataset.options);
  const credential = await (form.dataset.passkey === "make" ? made(options) : shown(options));
  form.elements.credential.value = JSON.stringify(credential);
  form.submit();
} catch {
  document.getElementById("passkey-failed").hidden = false;
  document.getElementById("passkey-failed").focus();
}
