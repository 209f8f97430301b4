"""Chapter 5 in Flask: its own session, which everybody can read and only the key's holder can write."""

import base64
import json
import secrets

from flask import Flask, session

app = Flask(__name__)
app.secret_key = secrets.token_hex()


@app.get("/login")
def login():
    session.clear()
    session["username"] = "ada"
    session["role"] = "user"
    return "Welcome"


@app.get("/admin")
def admin():
    if session.get("role") != "admin":
        return "Not for you", 403
    return "The back room"


if __name__ == "__main__":
    # Without a jar: every request brings exactly what stands here.
    client = app.test_client(use_cookies=False)
    name, value = client.get("/login").headers["Set-Cookie"].split(";")[0].split("=", 1)
    payload, time, signature = value.split(".")
    said = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert said["role"] == "user", "anybody can read it"

    said["role"] = "admin"
    changed = base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
    forged = ".".join([changed, time, signature])
    answer = client.get("/admin", headers={"Cookie": f"{name}={forged}"})
    assert answer.status_code == 403, "a changed payload counts for nothing"
    assert "Set-Cookie" not in answer.headers, "the bad cookie stays in the jar"

    signed = app.session_interface.get_signing_serializer(app).dumps({"role": "admin"})
    answer = client.get("/admin", headers={"Cookie": f"{name}={signed}"})
    assert answer.status_code == 200, "whoever has the key can write"
    print("All can read it, only the key’s holder can write it; so the key is the secret.")
