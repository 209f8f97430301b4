"""What a fresh Django project (`django-admin startproject`) does with sessions, as JSON. Argument: an empty folder."""

import json
import os
import subprocess
import sys

import django
from django.core.management import call_command

folder = sys.argv[1]
subprocess.run([sys.executable, "-m", "django", "startproject", "shop", folder], check=True)
sys.path.insert(0, folder)
os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"

django.setup()
call_command("migrate", verbosity=0)

from django.contrib.auth import authenticate, login, logout  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path  # noqa: E402

import shop.urls  # noqa: E402


def fill(request):
    request.session["theme"] = "dark"
    return HttpResponse()


def log_in(request):
    login(request, authenticate(username="ada", password="pass"))
    return HttpResponse()


def log_out(request):
    logout(request)
    return HttpResponse()


def role(request):
    return HttpResponse("admin" if request.user.is_staff else "user")


shop.urls.urlpatterns = [
    path("fill", fill),
    path("login", log_in),
    path("logout", log_out),
    path("role", role),
]

ada = User.objects.create_user("ada", password="pass")
# The template's DEBUG lets this name in.
client = Client(HTTP_HOST="localhost")
first = client.get("/fill")
id_before = client.cookies["sessionid"].value
client.get("/login")
id_after = client.cookies["sessionid"].value
unchanged = client.get("/role")
role_before = unchanged.content.decode()
ada.is_staff = True
ada.save()
role_after = client.get("/role").content.decode()
kept = Session.objects.filter(session_key=id_after).exists()
client.get("/logout")

stranger = Client(HTTP_HOST="localhost")
stranger.cookies["sessionid"] = "a" * 32
stranger.get("/fill")

json.dump(
    {
        "setCookie": first.cookies["sessionid"].OutputString(),
        "referrerPolicy": first.headers.get("Referrer-Policy"),
        "setCookieWhenUnchanged": "sessionid" in unchanged.cookies,
        "renewsAtLogin": id_before != id_after,
        "roleBefore": role_before,
        "roleAfter": role_after,
        "rowBeforeLogout": kept,
        "rowAfterLogout": Session.objects.filter(session_key=id_after).exists(),
        "acceptsUnknownId": stranger.cookies["sessionid"].value == "a" * 32,
        "postWithoutToken": Client(enforce_csrf_checks=True, HTTP_HOST="localhost").post("/fill").status_code,
    },
    sys.stdout,
)
