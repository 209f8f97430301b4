"""Chapter 13 in Flask: a login that keeps the id it is given, and one that takes a new one."""

import secrets

from flask import Flask, make_response, request

app = Flask(__name__)
rows = {}
renews = False


def give_id(answer, row):
    sid = secrets.token_urlsafe(16)
    rows[sid] = row
    answer.set_cookie("sid", sid, httponly=True, secure=True, samesite="Strict")
    return answer


@app.post("/cart")
def put_into_cart():
    answer = make_response("It is in the cart")
    row = rows.get(request.cookies.get("sid"))
    if row is None:
        row = {"cart": []}
        give_id(answer, row)
    row["cart"].append(request.form["item"])
    return answer


@app.post("/login")
def login():
    answer = make_response("Welcome")
    sid = request.cookies.get("sid")
    row = rows.get(sid)
    if row is None or renews:
        # The old id leads nowhere from now on; what was in its row moves along.
        row = rows.pop(sid, {"cart": []})
        give_id(answer, row)
    row["username"] = request.form["username"]
    return answer


@app.get("/profile")
def profile():
    row = rows.get(request.cookies.get("sid"), {})
    if "username" not in row:
        return "Who are you?", 401
    return f"Hello, {row['username']}, with {len(row['cart'])} in the cart"


if __name__ == "__main__":
    # Without a jar: every request brings exactly what stands here.
    client = app.test_client(use_cookies=False)

    def begin():
        """Mallory begins a session, as any visitor may."""
        return client.post("/cart", data={"item": "assam"}).headers["Set-Cookie"]

    def log_in(cookie):
        """ada logs in by herself, with what was planted in her browser."""
        return client.post("/login", data={"username": "ada"}, headers={"Cookie": cookie})

    def ask(cookie):
        return client.get("/profile", headers={"Cookie": cookie})

    line = begin()
    assert "HttpOnly" in line and "Secure" in line and "SameSite=Strict" in line, "every flag is on"
    given, kept = line.split(";")[0], begin().split(";")[0]
    assert ask(given).status_code == 401, "before the login the id is nobody’s"
    assert "Set-Cookie" not in log_in(given).headers, "the fault is what is missing here"
    assert ask(given).text == "Hello, ada, with 1 in the cart", "Mallory knows the id, and is ada"
    assert ask(kept).status_code == 401, "an id that she kept to herself is nobody’s"

    renews = True
    given = begin().split(";")[0]
    new = log_in(given).headers["Set-Cookie"].split(";")[0]
    assert new != given, "login gives an id that she does not know"
    assert ask(given).status_code == 401, "the one that she knows leads nowhere"
    assert ask(new).text == "Hello, ada, with 1 in the cart", "the cart has moved along"
    print("Hijacking takes your id after login; fixation gives you mine before; only a new id at login cures it.")
