from django.urls import path

from groups import views

urlpatterns = [
    path("spaces/<int:pk>/join/", views.join, name="join_space"),
    path("spaces/<int:pk>/leave/", views.leave, name="leave_space"),
]
