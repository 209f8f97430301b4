"""Chapter 2 in Flask: a cookie that counts visits, and two ways to delete it, of which one works."""

from flask import Flask, make_response, request

app = Flask(__name__)


@app.get("/")
def home():
    visits = request.cookies.get("visits", 0, type=int) + 1
    answer = make_response(f"This is your visit number {visits}.")
    answer.set_cookie("visits", str(visits), path="/", max_age=3600)
    return answer


@app.get("/forget")
def forget():
    answer = make_response("Forgotten?")
    # The same name with another Path is another cookie.
    answer.delete_cookie("visits", path=request.args["path"])
    return answer


if __name__ == "__main__":
    # Each client has a jar of its own, and keeps to what the attributes say, as browsers do.
    browser, another = app.test_client(), app.test_client()
    line = browser.get("/").headers["Set-Cookie"]
    assert line.startswith("visits=1; ") and "Max-Age=3600" in line and "Path=/" in line

    answer = browser.get("/")
    assert answer.text == "This is your visit number 2.", "the cookie came back"
    assert answer.request.headers["Cookie"] == "visits=1", "name and value, never an attribute"
    assert another.get("/").text == "This is your visit number 1.", "another jar"

    browser.get("/forget?path=/cart")
    assert browser.get("/").text == "This is your visit number 3.", "with another Path it stays"
    browser.get("/forget?path=/")
    assert browser.get("/").text == "This is your visit number 1.", "with the same Path it is gone"
    print("The server sets once; the browser brings back name=value, where and while the attributes allow.")
