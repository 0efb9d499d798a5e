"""What a service is made of: a blueprint, its place in the navigation, its pieces of pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask import Blueprint

from desktop_app.config import Config
from desktop_app.engine.store import Store


@dataclass(frozen=True)
class Link:
    """A place in the navigation: what it is called, where it leads, its icon."""

    label: str
    endpoint: str
    icon: str


@dataclass(frozen=True)
class Service:
    """One capability, alone or composed with others.

    `fragments` are the service's pieces of pages that others own: the slot's name and a function
    that returns HTML. A service missing from a composition leaves its slots empty.
    """

    name: str
    blueprint: Blueprint
    front: str | None = None
    """The endpoint of the page to show at "/"; the first service that has one wins."""
    links: tuple[Link, ...] = ()
    fragments: Mapping[str, Callable[..., str]] = field(default_factory=dict)
    opened: Callable[[Store, Config], None] | None = None
    """Called once a document is open, before the first request."""
    needs_document: bool = True
