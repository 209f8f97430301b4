"""Chapter 4 in Flask: a role in a cookie in clear, which its owner rewrites, whatever flags it has."""

from urllib.parse import parse_qs, urlencode

from flask import Flask, make_response, request

app = Flask(__name__)


@app.get("/login")
def login():
    answer = make_response("Welcome")
    fields = urlencode({"user": "ada", "role": "user"})
    answer.set_cookie("session", fields, httponly=True, samesite="Strict")
    return answer


@app.get("/admin")
def admin():
    fields = parse_qs(request.cookies.get("session", ""))
    # Nothing here says whether this is what was sent.
    if fields.get("role") != ["admin"]:
        return "Not for you", 403
    return "The back room"


if __name__ == "__main__":
    # Without a jar: every request brings exactly what stands here.
    client = app.test_client(use_cookies=False)
    line = client.get("/login").headers["Set-Cookie"]
    assert "HttpOnly" in line and "SameSite=Strict" in line
    cookie = line.split(";")[0]
    assert cookie == "session=user=ada&role=user", "anybody can read it"
    assert client.get("/admin", headers={"Cookie": cookie}).status_code == 403

    changed = cookie.replace("role=user", "role=admin")
    answer = client.get("/admin", headers={"Cookie": changed})
    assert answer.status_code == 200, "the server has nothing to compare it with"

    unknown = cookie.replace("role=user", "role=boss")
    answer = client.get("/admin", headers={"Cookie": unknown})
    assert answer.status_code == 403, "a role that there is not opens nothing"
    print("What the browser keeps in clear its owner can rewrite; no flag prevents it.")
