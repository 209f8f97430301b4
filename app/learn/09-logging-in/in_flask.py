"""Chapter 9 in Flask: login finds out who, once; afterwards the session only says that it is the same visitor."""

import secrets

from flask import Flask, redirect, request, session
from werkzeug.security import check_password_hash, generate_password_hash

app = Flask(__name__)
app.secret_key = secrets.token_hex()

users = {
    "ada": {"hash": generate_password_hash("tea at five"), "role": "user", "banned": False},
    "admin": {"hash": generate_password_hash("kettle on"), "role": "admin", "banned": False},
}
# So that an unknown name takes as long as a known one.
NOBODYS_HASH = generate_password_hash(secrets.token_hex())
OPEN = {"login", "logout"}


def safe(path):
    """A page of this site and no other."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"


@app.before_request
def closed_by_default():
    if request.endpoint in OPEN:
        return None
    user = users.get(session.get("username"))
    if user is None:
        return redirect("/login?next=" + request.path, 303)
    return ("You are banned", 403) if user["banned"] else None


@app.post("/login")
def login():
    user = users.get(request.form["username"])
    is_right = check_password_hash(user["hash"] if user else NOBODYS_HASH, request.form["password"])
    if not user or not is_right:
        return "That name and password do not belong together.", 401
    session.clear()
    session["username"] = request.form["username"]
    return redirect(safe(request.args.get("next", "/")), 303)


@app.post("/logout")
def logout():
    session.clear()
    return redirect("/login", 303)


@app.get("/profile")
def profile():
    return "Hello, " + session["username"]


@app.get("/admin")
def admin():
    if users[session["username"]]["role"] != "admin":
        return "Not for you", 403
    return "The back room"


@app.get("/report")
def report():
    """Nobody has thought of protecting this one."""
    return "Secret figures"


@app.after_request
def keep_no_copy(answer):
    answer.headers["Cache-Control"] = "no-store"
    return answer


if __name__ == "__main__":
    # Without a jar: every request brings exactly what stands here.
    client = app.test_client(use_cookies=False)

    def try_to_log_in(username, password):
        return client.post("/login?next=/profile", data={"username": username, "password": password})

    answer = client.get("/profile")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login?next=/profile")
    assert client.get("/report").status_code == 303, "closed, though nobody has said so"

    wrong, unknown = try_to_log_in("ada", "coffee"), try_to_log_in("nobody", "coffee")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.data == unknown.data, "the same words"

    answer = try_to_log_in("ada", "tea at five")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/profile")
    cookie = answer.headers["Set-Cookie"].split(";")[0]
    assert "tea" not in cookie
    # From here on nothing but the cookie is sent.
    ada = {"Cookie": cookie}
    assert client.get("/profile", headers=ada).text == "Hello, ada"
    assert client.get("/admin", headers=ada).status_code == 403, "known, and not allowed"

    users["ada"]["banned"] = True
    answer = client.get("/profile", headers=ada)
    assert answer.status_code == 403, "asked at each request, and not at the login alone"
    assert answer.headers["Cache-Control"] == "no-store"
    line = client.post("/logout", headers=ada).headers["Set-Cookie"]
    assert line.startswith("session=;"), "the cookie goes, so Back has to ask, and asks as nobody"
    assert client.get("/profile").status_code == 303
    print("Login proves who once; afterwards the session only proves “the same visitor”.")
