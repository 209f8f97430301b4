"""Chapter 1 in Flask: a login that is forgotten, and one that hands out a cookie."""

import secrets

from flask import Flask, request, session

app = Flask(__name__)
app.secret_key = secrets.token_hex()
hands_out_a_cookie = False


@app.post("/login")
def login():
    if hands_out_a_cookie:
        session["username"] = request.form["username"]
    return "Welcome"


@app.get("/profile")
def profile():
    if "username" in session:
        return "Hello, " + session["username"]
    return "Who are you?", 401


if __name__ == "__main__":
    # Without a jar: every request brings exactly what stands here.
    client = app.test_client(use_cookies=False)
    assert client.post("/login", data={"username": "ada"}).text == "Welcome"
    assert client.get("/profile").status_code == 401, "the server should have forgotten her"

    hands_out_a_cookie = True
    answer = client.post("/login", data={"username": "ada"})
    cookie = answer.headers["Set-Cookie"].split(";")[0]
    assert client.get("/profile", headers={"Cookie": cookie}).text == "Hello, ada"
    assert client.get("/profile").status_code == 401, "without the cookie she is nobody"
    print("The server knows only what this request brings.")
