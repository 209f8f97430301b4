"""Flask's side of tests/interop/flask.test.ts: a JSON task on standard input, a JSON answer on standard output."""

import json
import sys
import uuid
from datetime import datetime, timezone

import itsdangerous.timed
from flask import Flask, jsonify, session
from flask.sessions import SecureCookieSessionInterface, session_json_serializer
from markupsafe import Markup

task = json.load(sys.stdin)
itsdangerous.timed.time.time = lambda: task["now"]

app = Flask("shop")
app.secret_key = task["secret"]

# Whatever Flask's sessions may hold, and JSON does not know.
MORE_THAN_JSON = {
    "tuple": (1, ("two", 3)),
    "bytes": b"\x00\xff",
    "markup": Markup("<b>bold</b>"),
    "uuid": uuid.UUID("12345678123456781234567812345678"),
    "datetime": datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc),
    "looks tagged": {" t": "no tuple"},
    "looks tagged twice": {" di": {" t": (1, 2)}},
    "nested": [{"a": (1,)}, {"b": [b"x"]}],
    "none": None,
}


@app.get("/read")
def read():
    return jsonify(dict(session))


def written(content):
    """What a real request leaves in Set-Cookie when a view fills the session."""
    with app.test_request_context():
        response = app.make_response("")
        interface = app.session_interface
        filled = interface.open_session(app, app.test_request_context().request)
        filled.update(content)
        interface.save_session(app, filled, response)
        return response.headers["Set-Cookie"].split(";")[0].split("=", 1)[1]


def opened(cookie):
    """The session as a view of a real app sees it."""
    # The client's own jar would replace the header.
    return app.test_client(use_cookies=False).get("/read", headers={"Cookie": f"session={cookie}"}).get_json()


def opened_with_fallbacks(cookie, secrets):
    """What SECRET_KEY_FALLBACKS (Flask 3.1) does: all the keys to itsdangerous, the current one last."""
    serializer = itsdangerous.URLSafeTimedSerializer(
        secrets,
        salt=SecureCookieSessionInterface.salt,
        serializer=session_json_serializer,
        signer_kwargs={"key_derivation": "hmac", "digest_method": SecureCookieSessionInterface.digest_method},
    )
    return serializer.loads(cookie)


json.dump(
    {
        "opened": {name: opened(cookie) for name, cookie in task.get("open", {}).items()},
        "withFallbacks": {
            name: opened_with_fallbacks(cookie, task["secrets"]) for name, cookie in task.get("openAny", {}).items()
        },
        "written": {name: written(content) for name, content in task.get("write", {}).items()},
        "moreThanJson": written(MORE_THAN_JSON),
    },
    sys.stdout,
)
