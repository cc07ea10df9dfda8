from home.models.front import HomePage
from home.models.papers import (
    GuidelineIndexPage,
    GuidelinePage,
    PositionIndexPage,
    PositionPage,
)
from home.models.standard import StandardPage
from home.models.strategy import StrategyPage
from home.models.updates import Update, UpdateIndexPage, UpdatePage, UpdateRead

__all__ = [
    "GuidelineIndexPage",
    "GuidelinePage",
    "HomePage",
    "PositionIndexPage",
    "PositionPage",
    "StandardPage",
    "StrategyPage",
    "Update",
    "UpdateIndexPage",
    "UpdatePage",
    "UpdateRead",
]
