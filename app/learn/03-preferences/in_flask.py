"""Chapter 3 in Flask: preferences in a cookie, which are checked like any other input, and then in a row on the server."""

import secrets
from urllib.parse import parse_qs, urlencode

from flask import Flask, make_response, redirect, request

ALLOWED = {"theme": ["light", "dark", "sepia"], "font_size": ["medium", "small", "large"]}
YEAR = 365 * 24 * 60 * 60

app = Flask(__name__)


def chosen():
    """What the cookie says, as far as the shop knows it; the first of each list for the rest."""
    fields = {name: values[0] for name, values in parse_qs(request.cookies.get("preferences", "")).items()}
    known = {name: fields[name] for name, allowed in ALLOWED.items() if fields.get(name) in allowed}
    return {name: allowed[0] for name, allowed in ALLOWED.items()} | known


@app.get("/")
def home():
    wishes = chosen()
    return f'<html data-theme="{wishes["theme"]}" data-font-size="{wishes["font_size"]}">'


@app.post("/preferences")
def choose():
    answer = redirect("/", 303)
    # Written as forms are sent: nothing is left that a cookie's value may not hold.
    answer.set_cookie("preferences", urlencode(request.form), max_age=YEAR, samesite="Lax")
    return answer


rows = {}


@app.get("/kept")
def kept():
    return rows.get(request.cookies.get("id"), {"theme": "light"})["theme"]


@app.post("/kept")
def keep():
    """The same wish on the server's side: a row there, and only an id in the cookie."""
    key = secrets.token_urlsafe(16)
    rows[key] = dict(request.form)
    answer = make_response("Kept")
    answer.set_cookie("id", key, max_age=YEAR, samesite="Lax")
    return answer


if __name__ == "__main__":
    # Each client has a jar of its own.
    browser, another = app.test_client(), app.test_client()
    answer = browser.post("/preferences", data={"theme": "dark", "font_size": "large"})
    line = answer.headers["Set-Cookie"]
    assert answer.status_code == 303 and line.startswith("preferences=theme=dark&font_size=large; ")
    assert "Max-Age=31536000" in line, "or it would be gone with the browser"
    assert browser.get("/").text.startswith('<html data-theme="dark"'), "dark from the first byte on"
    assert another.get("/").text.startswith('<html data-theme="light"'), "another jar"

    # Without a jar: every request brings exactly what stands here.
    client = app.test_client(use_cookies=False)
    for lie in ["purple", '"><script>alert(1)</script>']:
        cookie = "preferences=" + urlencode({"theme": lie, "font_size": "large"})
        page = client.get("/", headers={"Cookie": cookie}).text
        assert page == '<html data-theme="light" data-font-size="large">', "what is not known counts for nothing"
    assert urlencode({"bg_color": "dark blue, or so"}) == "bg_color=dark+blue%2C+or+so", "encoded"

    given = client.post("/kept", data={"theme": "dark"}).headers["Set-Cookie"].split(";")[0]
    assert "dark" not in given, "the cookie holds an id, and the row the choice"
    assert client.get("/kept", headers={"Cookie": given}).text == "dark"
    assert client.get("/kept").text == "light" and len(rows) == 1, "without the id nothing leads to the row"
    print("A preference may live in the browser, since a lie in it harms only the liar; it is still input to check.")
