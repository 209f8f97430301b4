"""Chapter 16 in Flask: a shop that sends plain HTTP on to HTTPS, and what one request in clear has shown by then."""

import secrets
from email.message import Message
from http.cookiejar import CookieJar
from urllib.request import Request

from flask import Flask, redirect, request, session

HOST = "shop.example"


def shop(secure):
    app = Flask(__name__)
    app.secret_key = secrets.token_hex()
    app.config["SESSION_COOKIE_SECURE"] = secure
    came_in_clear = []

    @app.before_request
    def to_https():
        if request.scheme == "http":
            # By now the request is here, and whoever listens has seen what it brought.
            came_in_clear.append(request.headers.get("Cookie"))
            return redirect(request.url.replace("http://", "https://", 1), 301)

    @app.post("/login")
    def login():
        session["username"] = "ada"
        return "Welcome"

    @app.get("/profile")
    def profile():
        return "Hello, " + session.get("username", "whoever you are")

    return app.test_client(use_cookies=False), came_in_clear


class Browser:
    """Python's own jar, which knows of Secure as a browser does, in front of Flask's test client."""

    def __init__(self, client):
        self.client = client
        self.jar = CookieJar()

    def ask(self, method, address):
        asked = Request(address, method=method)
        self.jar.add_cookie_header(asked)
        cookie = asked.get_header("Cookie")
        answer = self.client.open(address, method=method, headers={"Cookie": cookie} if cookie else {})
        self.jar.extract_cookies(Answer(answer.headers), asked)
        return answer


class Answer:
    """An answer as the jar wants to read it."""

    def __init__(self, headers):
        self.message = Message()
        for name, value in headers:
            self.message[name] = value

    def info(self):
        return self.message


if __name__ == "__main__":
    for secure in (False, True):
        client, came_in_clear = shop(secure)
        ada = Browser(client)
        ada.ask("POST", f"https://{HOST}/login")
        assert ada.ask("GET", f"https://{HOST}/profile").text == "Hello, ada"
        assert came_in_clear == [], "so far nothing went in clear"

        answer = ada.ask("GET", f"http://{HOST}/profile")
        assert answer.status_code == 301, "plain HTTP is sent on to HTTPS"
        (seen,) = came_in_clear
        if secure:
            assert seen is None, "with Secure the browser kept the cookie back"
            continue
        thief = client.get(f"https://{HOST}/profile", headers={"Cookie": seen})
        assert thief.text == "Hello, ada", "without it the redirect came too late: the cookie had been sent"

    assert "Secure" in client.post(f"https://{HOST}/login").headers["Set-Cookie"]
    print("HTTPS protects the way and only the way; Secure keeps the cookie off the other way.")
