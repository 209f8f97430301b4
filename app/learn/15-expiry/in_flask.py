"""Chapter 15 in Flask: two limits that are checked when the row is read, two ways to log out, and a sweep."""

import secrets
import time
from datetime import timedelta
from unittest.mock import patch

from flask import Flask, make_response, request, session

MINUTE, HOUR, DAY = 60, 3600, 86400
IDLE, ABSOLUTE = 15 * MINUTE, 8 * HOUR

app = Flask(__name__)
app.secret_key = secrets.token_hex()
rows = {}
logout_destroys = False


def current_row():
    """The row of this request, if it still counts. That it lies in the store is not enough."""
    row = rows.get(request.cookies.get("sid", ""))
    if row is None:
        return None
    idle, age = time.time() - row["seen"], time.time() - row["begun"]
    if idle >= IDLE or age >= ABSOLUTE:
        return None
    row["seen"] = time.time()
    return row


def sweep():
    for sid, row in list(rows.items()):
        if time.time() - row["seen"] >= IDLE or time.time() - row["begun"] >= ABSOLUTE:
            del rows[sid]


@app.post("/logout")
def logout():
    if logout_destroys:
        rows.pop(request.cookies.get("sid", ""), None)
    answer = make_response("Bye")
    answer.delete_cookie("sid")
    return answer


@app.post("/login")
def login():
    sid = secrets.token_urlsafe(16)
    rows[sid] = {"username": request.form["username"], "begun": time.time(), "seen": time.time()}
    answer = make_response("Welcome")
    answer.set_cookie("sid", sid, httponly=True, samesite="Lax")
    return answer


@app.get("/profile")
def profile():
    row = current_row()
    return ("Hello, " + row["username"]) if row else ("Who are you?", 401)


@app.get("/flasks-own")
def flasks_own():
    before = session.get("username", "nobody")
    if "as" in request.args:
        session["username"] = request.args["as"]
    return before


if __name__ == "__main__":
    # Without a jar: whoever has a copy of the cookie sends it, whatever a browser was told.
    client = app.test_client(use_cookies=False)
    clock = time.time()

    def later(seconds):
        global clock
        clock += seconds

    def cookie_of(answer):
        return answer.headers["Set-Cookie"].split(";")[0]

    def log_in():
        return cookie_of(client.post("/login", data={"username": "ada"}))

    def knows(cookie):
        return client.get("/profile", headers={"Cookie": cookie}).status_code == 200

    with patch("time.time", lambda: clock):
        ada = log_in()
        later(14 * MINUTE)
        assert knows(ada), "fourteen minutes are less than fifteen"
        later(16 * MINUTE)
        assert not knows(ada), "a minute too late"

        ada, times = log_in(), 0
        while knows(ada):
            times += 1
            later(10 * MINUTE)
        assert times == 48, "a thief who keeps clicking is stopped by the absolute limit alone, after 8 hours"
        assert len(rows) == 2, "both rows are over, and lie in the store"
        sweep()
        assert rows == {} and not knows(ada), "the sweep made room; ada was out before"

        for logout_destroys in (False, True):
            ada, other = log_in(), log_in()
            answer = client.post("/logout", headers={"Cookie": ada})
            assert cookie_of(answer) == "sid=", "her browser is asked to forget, both times"
            assert knows(ada) == (not logout_destroys), "a copy stays good, unless the row is destroyed"
            assert knows(other), "another session lives on"

        assert app.config["PERMANENT_SESSION_LIFETIME"] == timedelta(days=31)
        ada = {"Cookie": cookie_of(client.get("/flasks-own?as=ada"))}
        later(30 * DAY)
        assert client.get("/flasks-own", headers=ada).text == "ada", "Flask’s own session has no idle limit to speak of"
        later(2 * DAY)
        assert client.get("/flasks-own", headers=ada).text == "nobody", "31 days after it was written"
    print("The browser’s expiry is a courtesy, the server’s is the rule.")
