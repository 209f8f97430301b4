"""What a Flask app does when it is told a secret key and nothing else, as JSON."""

import json
import sys

from flask import Flask, session

app = Flask("shop")
app.secret_key = "test"


@app.route("/", methods=["GET", "POST"])
def fill():
    session["user"] = "ada"
    return ""


@app.get("/unchanged")
def use():
    return session["user"]


response = app.test_client().post("/", headers={"Origin": "http://elsewhere.example"})
again = app.test_client()
again.post("/")
json.dump(
    {
        "status": response.status_code,
        "setCookie": response.headers.getlist("Set-Cookie"),
        "referrerPolicy": response.headers.get("Referrer-Policy"),
        "lifetimeSeconds": int(app.permanent_session_lifetime.total_seconds()),
        "setCookieWhenUnchanged": again.get("/unchanged").headers.getlist("Set-Cookie"),
    },
    sys.stdout,
)
