"""Chapter 10 in Flask: a role that was copied into the session, and one that is read where it can change."""

import secrets

from flask import Flask, session

app = Flask(__name__)
app.secret_key = secrets.token_hex()
users = {"ada": {"role": "admin", "banned": False}}


@app.post("/login")
def login():
    if users["ada"]["banned"]:
        return "You are banned", 403
    session.clear()
    session["username"] = "ada"
    session["role"] = users["ada"]["role"]
    return "Welcome"


@app.get("/copied")
def by_the_copy():
    if session.get("role") != "admin":
        return "Not for you", 403
    return "The back room, by the copy"


@app.get("/fresh")
def by_the_database():
    if "username" not in session:
        return "Who are you?", 401
    if users[session["username"]]["role"] != "admin" or users[session["username"]]["banned"]:
        return "Not for you", 403
    return "The back room, by the database"


if __name__ == "__main__":
    # Without a jar: every request brings exactly what stands here.
    client = app.test_client(use_cookies=False)

    def log_in():
        answer = client.post("/login")
        return answer.status_code, answer.headers.get("Set-Cookie", "").split(";")[0]

    def status(path, cookie):
        return client.get(path, headers={"Cookie": cookie}).status_code

    _, ada = log_in()
    assert status("/copied", ada) == status("/fresh", ada) == 200

    users["ada"]["role"] = "user"
    assert status("/copied", ada) == 200, "the same cookie, signed by the server itself: it still says admin"
    assert status("/fresh", ada) == 403, "the database is asked, and says user"
    _, again = log_in()
    assert status("/copied", again) == 403, "the next login makes a new copy"
    assert status("/copied", ada) == 200, "and does nothing to the old one"

    users["ada"] = {"role": "admin", "banned": True}
    assert log_in()[0] == 403, "the ban counts from her next login"
    assert status("/copied", ada) == 200, "until then she is in"
    assert status("/fresh", ada) == 403, "unless the ban is looked up at each request"
    print("What is copied into a session is as old as the login.")
