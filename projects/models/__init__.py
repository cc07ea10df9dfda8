from projects.models.outputs import Output, OutputEdition
from projects.models.pages import ProjectIndexPage, ProjectPage
from projects.models.projects import Project

__all__ = ["Output", "OutputEdition", "Project", "ProjectIndexPage", "ProjectPage"]
