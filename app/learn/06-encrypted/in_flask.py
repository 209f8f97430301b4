"""Chapter 6 in Flask: a session in a sealed envelope, hidden by encryption and kept whole by a signature over all of it."""

import base64
import hashlib
import hmac
import json
import secrets

from flask import Flask, session
from flask.sessions import SecureCookieSession, SessionInterface

app = Flask(__name__)
app.secret_key = secrets.token_bytes(32)


def encrypt(key, start, text):
    """A stream of HMACs over the text; once more, and the text is back. In earnest take a library: Fernet, say."""
    blocks = range(len(text) // 32 + 1)
    stream = b"".join(hmac.digest(key, start + b"%d" % block, "sha256") for block in blocks)
    return bytes(a ^ b for a, b in zip(text, stream))


def keys():
    """One for each purpose, made from the app's own."""
    return [hashlib.sha256(name + app.secret_key).digest() for name in (b"box", b"signature")]


def seal(state, expiry=""):
    box_key, signature_key = keys()
    start = secrets.token_bytes(16)
    box = base64.urlsafe_b64encode(encrypt(box_key, start, json.dumps(state).encode())).decode()
    pieces = f"{start.hex()}*{box}*{expiry}"
    return pieces + "*" + hmac.new(signature_key, pieces.encode(), "sha256").hexdigest()


def unseal(value):
    box_key, signature_key = keys()
    pieces, _, given = value.rpartition("*")
    expected = hmac.new(signature_key, pieces.encode(), "sha256").hexdigest()
    # First of all; a box that was tampered with is never opened.
    if not hmac.compare_digest(expected.encode(), given.encode()):
        return {}
    start, box, _ = pieces.split("*")
    return json.loads(encrypt(box_key, bytes.fromhex(start), base64.urlsafe_b64decode(box)))


class SealedSessions(SessionInterface):
    """In place of Flask's own, which is signed only."""

    def open_session(self, app, request):
        return SecureCookieSession(unseal(request.cookies.get("session", "")))

    def save_session(self, app, session, response):
        if session.modified:
            response.set_cookie("session", seal(dict(session)), httponly=True, samesite="Lax")


app.session_interface = SealedSessions()


@app.get("/login")
def login():
    session.clear()
    session["username"] = "ada"
    session["role"] = "user"
    return "Welcome"


@app.get("/profile")
def profile():
    return f"Hello, {session['username']}" if "username" in session else "Who are you?"


if __name__ == "__main__":
    # Without a jar: every request brings exactly what stands here.
    client = app.test_client(use_cookies=False)

    def log_in():
        line = client.get("/login").headers["Set-Cookie"]
        return line.split(";")[0].removeprefix("session=")

    def profile_with(value):
        return client.get("/profile", headers={"Cookie": "session=" + value}).text

    first, second = log_in(), log_in()
    start, box, expiry, signature = first.split("*")
    assert b"ada" not in base64.urlsafe_b64decode(box), "nothing of ada can be read"
    assert second.split("*")[1] != box, "the same session, and another box"

    middle = len(box) // 2
    other = "A" if box[middle] != "A" else "B"
    changed = box[:middle] + other + box[middle + 1 :]
    assert profile_with("*".join([start, changed, expiry, signature])) == "Who are you?", "all of it is refused"
    assert profile_with("*".join([start, box, "2100", signature])) == "Who are you?", "what can be read is signed too"
    assert profile_with(first) == "Hello, ada", "whole it opens"

    # Encryption alone: who knows what stands there can aim, and needs no key.
    text = json.dumps({"role": "user"}).encode()
    aimed = bytes(a ^ b for a, b in zip(text, json.dumps({"role": "root"}).encode()))
    alone = encrypt(b"key", b"start", text)
    altered = bytes(a ^ b for a, b in zip(alone, aimed))
    assert json.loads(encrypt(b"key", b"start", altered)) == {"role": "root"}, "without a signature nobody notices"
    print("Sealed is hidden and unchangeable; its bearer can only carry it, whole.")
