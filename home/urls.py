from django.urls import path

from home import views

urlpatterns = [
    path("updates/read/", views.read_updates, name="read_updates"),
    path("updates/new/", views.new_update, name="new_network_update"),
    path("updates/<int:pk>/edit/", views.edit_update, name="edit_update"),
    path("spaces/<int:pk>/updates/new/", views.new_update, name="new_space_update"),
]
