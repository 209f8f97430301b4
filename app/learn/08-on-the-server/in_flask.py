"""Chapter 8 in Flask: an id in the cookie, and a row on the server; where the row lies decides what it survives."""

import hashlib
import os
import secrets
import sqlite3
import tempfile

from flask import Flask, make_response, request


class Table:
    """Rows in an SQLite file, which outlives the process and is there for every server."""

    def __init__(self, file):
        self.database = sqlite3.connect(file, isolation_level=None)
        self.database.execute("CREATE TABLE IF NOT EXISTS session (key TEXT PRIMARY KEY, username TEXT)")

    def __setitem__(self, key, username):
        self.database.execute("INSERT INTO session VALUES (?, ?)", (key, username))

    def get(self, key):
        row = self.database.execute("SELECT username FROM session WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def __delitem__(self, key):
        self.database.execute("DELETE FROM session WHERE key = ?", (key,))

    def close(self):
        self.database.close()


def key_of(sid):
    """Whoever reads the store finds no id to use there."""
    return hashlib.sha256(sid.encode()).hexdigest()


def start(rows):
    """One process of the server, with the store that it has: a dictionary is its own memory."""
    app = Flask(__name__)

    @app.post("/login")
    def login():
        sid = secrets.token_urlsafe(16)
        rows[key_of(sid)] = request.form["username"]
        answer = make_response("Welcome")
        answer.set_cookie("sid", sid, httponly=True, samesite="Lax")
        return answer

    @app.get("/profile")
    def profile():
        sid = request.cookies.get("sid", "")
        username = rows.get(key_of(sid))
        if username is None:
            return "Who are you?", 401
        return "Hello, " + username

    # Without a jar: every request brings exactly what it is given below.
    return app.test_client(use_cookies=False)


def log_in(server, username):
    answer = server.post("/login", data={"username": username})
    return answer.headers["Set-Cookie"].split(";")[0]


def knows(server, cookie):
    return server.get("/profile", headers={"Cookie": cookie}).status_code == 200


if __name__ == "__main__":
    first = start({})
    ada = log_in(first, "ada")
    assert knows(first, ada)
    assert not knows(first, "sid=made-up"), "an id without a row is nobody’s"

    other = start({})
    assert not knows(other, ada), "after a restart the same id leads to nothing"
    seen = [knows(server, ada) for server in (first, other, first, other)]
    assert seen == [True, False, True, False], "two servers, two memories: in, out, in, out"

    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "sessions.db")
        before, after = Table(file), Table(file)
        first, other = start(before), start(after)
        ada, grace = log_in(first, "ada"), log_in(first, "grace")
        seen = [knows(server, ada) for server in (first, other, first, other)]
        assert seen == [True] * 4, "another process finds the row in the table"

        del after[key_of(grace.removeprefix("sid="))]
        assert not knows(first, grace) and knows(first, ada), "another’s row makes no difference to ada"
        del after[key_of(ada.removeprefix("sid="))]
        assert not knows(first, ada) and not knows(other, ada), "without her own row she is out"
        before.close()
        after.close()
    print("A server session is an id in the browser and a row on the server: lose either and it is gone.")
