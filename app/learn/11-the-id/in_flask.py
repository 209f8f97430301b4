"""Chapter 11 in Flask: three ids that are guessed, one that is not, and how an id in the address gets away."""

import hashlib
import itertools
import random
import secrets
import time

from flask import Flask, request, url_for

NUMBERS = itertools.count(1001)


def counted():
    return str(next(NUMBERS))


def hashed():
    return hashlib.md5(counted().encode()).hexdigest()


def clock():
    """Each call a millisecond after the one before it, at the earliest."""
    time.sleep(0.001)
    return str(time.time_ns() // 1_000_000)


def drawn():
    return secrets.token_urlsafe(16)


def shop(new_id):
    app = Flask(__name__)
    rows = {}

    @app.post("/login")
    def login():
        sid = new_id()
        rows[sid] = request.form["username"]
        return sid

    @app.get("/profile")
    def profile():
        # The first is the mistake: an id is taken from the address as well.
        sid = request.args.get("sid") or request.cookies.get("sid")
        username = rows.get(sid)
        if username is None:
            return "Who are you?", 401
        return "Hello, " + username + ": " + url_for("profile", sid=sid)

    # Without a jar: every request brings exactly what it is given below.
    return app.test_client(use_cookies=False)


def log_in(client, username):
    return client.post("/login", data={"username": username}).text


def whose(client, sid):
    answer = client.get("/profile", headers={"Cookie": f"sid={sid}"})
    return answer.text.removeprefix("Hello, ").split(":")[0] if answer.status_code == 200 else None


def first_that_fits(client, guesses):
    """The number of the try with which ada's profile opened; None where none of them did it."""
    return next((tries for tries, sid in enumerate(guesses, 1) if whose(client, sid) == "ada"), None)


if __name__ == "__main__":
    client = shop(counted)
    log_in(client, "ada")
    mine = int(log_in(client, "mallory"))
    assert whose(client, str(mine - 1)) == "ada", "the one before Mallory's own is ada's"
    assert whose(client, str(mine + 1000)) is None, "one that was never given out is nobody's"

    client = shop(hashed)
    log_in(client, "ada")
    mine = log_in(client, "mallory")
    row = [hashlib.md5(str(number).encode()).hexdigest() for number in range(1001, 1101)]
    assert mine in row, "whoever counts and hashes finds her own id"
    assert whose(client, row[row.index(mine) - 1]) == "ada", "and has all the others"

    client = shop(clock)
    before = int(log_in(client, "mallory"))
    time.sleep(random.uniform(0.2, 0.6))
    log_in(client, "ada")
    after = int(log_in(client, "mallory"))
    between = [str(moment) for moment in range(before + 1, after)]
    assert len(between) < 10_000 < 10 ** len(between[0]), "thirteen digits, and few that it could have been"
    assert first_that_fits(client, between), "so all of them are tried"

    client = shop(drawn)
    sid = log_in(client, "ada")
    guesses = [secrets.token_urlsafe(16) for _ in range(1000)]
    assert first_that_fits(client, guesses) is None, "128 bits are not guessed"

    shared = client.get("/profile", headers={"Cookie": f"sid={sid}"}).text.split(": ")[1]
    assert client.get(shared).status_code == 200, "whoever is sent the address is ada, without any cookie"
    print("An id must be unguessable, not long, and travel only in a cookie.")
