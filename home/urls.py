from django.urls import path

from home import views

urlpatterns = [path("updates/read/", views.read_updates, name="read_updates")]
