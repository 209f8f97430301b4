"""Chapter 14 in Flask: requests that another site has made a browser send, and how the server tells them apart."""

import secrets

from flask import Flask, request, session

app = Flask(__name__)
app.secret_key = secrets.token_hex()
app.config["SESSION_COOKIE_SAMESITE"] = "Strict"
emails = {"ada": "ada@shop.example", "mallory": "mallory@shop.example"}
defence = None
changes_by_get = False


def is_own_wish():
    if defence == "token":
        given, wanted = request.form.get("token", ""), session.get("token", "")
        return wanted != "" and secrets.compare_digest(given, wanted)
    if defence == "origin":
        return request.headers.get("Origin") == request.host_url.rstrip("/")
    return True


@app.before_request
def check():
    if request.method == "POST" and not is_own_wish():
        return "This may not be your own wish", 403


@app.get("/login")
def login_form():
    # Before anybody is logged in: the login form needs its token like any other.
    session["token"] = secrets.token_urlsafe(16)
    return f'<form method="post"><input type="hidden" name="token" value="{session["token"]}">'


@app.post("/login")
def login():
    session.clear()
    session["username"] = request.form["username"]
    session["token"] = secrets.token_urlsafe(16)
    return "Welcome"


@app.route("/email", methods=["GET", "POST"])
def email():
    if "username" not in session:
        return "Who are you?", 401
    new = request.form.get("email") or (changes_by_get and request.args.get("email"))
    if new:
        emails[session["username"]] = new
    return emails[session["username"]]


if __name__ == "__main__":
    OWN, HERS = "http://localhost", "http://mallory.example"
    # Without a jar: whether the cookie goes along is the browser's doing, and is said here each time.
    client = app.test_client(use_cookies=False)

    def send(path, fields, origin, cookie=None):
        headers = {"Origin": origin, **({"Cookie": cookie} if cookie else {})}
        return client.post(path, data=fields, headers=headers)

    def cookie_of(answer):
        return answer.headers["Set-Cookie"].split(";")[0]

    forged = {"email": "by-form@mallory.example"}
    ada = cookie_of(send("/login", {"username": "ada"}, OWN))
    assert send("/email", forged, HERS, ada).text == "by-form@mallory.example", "SameSite=None: the cookie came along"
    assert send("/email", forged, HERS).status_code == 401, "Lax or Strict: the form is a stranger’s"

    link = "/email?email=by-link@mallory.example"
    assert client.get(link, headers={"Cookie": ada}).text == "by-form@mallory.example", "GET changes nothing"
    changes_by_get = True
    assert client.get(link, headers={"Cookie": ada}).text == "by-link@mallory.example", "a link passes Lax"
    changes_by_get = False

    answer = send("/login", {"username": "mallory"}, HERS)
    assert "SameSite=Strict" in answer.headers["Set-Cookie"], "login CSRF: no cookie came, and one is set"

    defence = "origin"
    assert send("/email", forged, HERS, ada).status_code == 403
    assert send("/login", {"username": "mallory"}, HERS).status_code == 403, "login CSRF is stopped as well"
    assert send("/email", {"email": "ada@new.example"}, OWN, ada).text == "ada@new.example", "her own form passes"

    defence = "token"
    assert send("/email", forged, HERS, ada).status_code == 403
    assert send("/login", {"username": "mallory"}, HERS).status_code == 403
    page = client.get("/login")
    token = page.text.split('value="')[1].split('"')[0]
    own = send("/login", {"username": "ada", "token": token}, OWN, cookie_of(page))
    assert own.text == "Welcome", "the shop’s own login form carries its token"
    print(
        "CSRF spends your cookie without stealing it: SameSite decides if it goes along, "
        "token or Origin whether the server believes, and GET must change nothing."
    )
