"""Chapter 7 in Flask: its session is the cookie, so logging out takes nothing back; and a cookie has 4,096 bytes."""

import secrets
import warnings

from flask import Flask, session

app = Flask(__name__)
app.secret_key = secrets.token_hex()


@app.get("/login")
def login():
    session.clear()
    session["username"] = "ada"
    return "Welcome"


@app.get("/logout")
def logout():
    session.clear()
    return "Good-bye"


@app.get("/profile")
def profile():
    if "username" not in session:
        return "Who are you?", 401
    return "Hello, " + session["username"]


@app.get("/fill")
def fill():
    # A list of its own: what is changed inside the old one Flask does not notice.
    session["cart"] = session.get("cart", []) + [secrets.token_urlsafe(12) for _ in range(50)]
    return f"{len(session['cart'])} in the cart"


class Browser:
    """One cookie in a jar, as browsers keep it: the deletion is obeyed, and what is too big is ignored."""

    def __init__(self):
        self.client = app.test_client(use_cookies=False)
        self.cookie = None

    def get(self, path):
        answer = self.client.get(path, headers={"Cookie": self.cookie} if self.cookie else {})
        line = answer.headers.get("Set-Cookie")
        if line and "Max-Age=0" in line:
            self.cookie = None
        elif line and len(line.split(";")[0]) - len("=") <= 4096:
            self.cookie = line.split(";")[0]
        return answer


if __name__ == "__main__":
    ada, mallory = Browser(), Browser()
    ada.get("/login")
    mallory.cookie = ada.cookie
    ada.get("/logout")
    assert ada.cookie is None and ada.get("/profile").status_code == 401, "her browser has obeyed"
    assert mallory.get("/profile").text == "Hello, ada", "the copy has heard nothing of it"

    mallory.cookie = mallory.cookie[:-8] + "made--up"
    assert mallory.get("/profile").status_code == 401, "it is not that anything would do"

    # Werkzeug warns whoever runs the server; the visitor sees nothing.
    warnings.simplefilter("ignore")
    said = [ada.get("/fill").text for _ in range(6)]
    assert said[0] == "50 in the cart" and said[-1] == said[-2], "it has stopped growing, without an error"
    assert ada.get("/fill").status_code == 200 and len(ada.cookie) <= 4097, "the old cookie stays"
    print("A client-side session cannot be taken back, and must fit in 4,096 bytes.")
