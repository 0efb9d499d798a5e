"""Help, as pages and as files."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from desktop_app.domain.errors import NotFound
from desktop_app.services.help import service


def test_every_topic_has_a_title_a_summary_and_a_page(client: FlaskClient) -> None:
    index = client.get("/help").text
    assert len(service.topics()) >= 6
    for topic in service.topics():
        assert topic.title
        assert topic.summary.endswith((".", "!", ":"))
        assert not set(topic.summary) & set("`<>")
        assert f'href="/help/{topic.slug}"' in index
        page = client.get(f"/help/{topic.slug}")
        assert page.status_code == 200
        assert topic.title in page.text


def test_topics_stand_in_the_order_of_their_numbers() -> None:
    slugs = [topic.slug for topic in service.topics()]
    assert slugs[:2] == ["getting-started", "importing"]
    assert slugs.index("columns") < slugs.index("formulas") < slugs.index("links")


@pytest.mark.parametrize("slug", ["nothing", "..", "../layout", "%2e%2e%2fREADME"])
def test_what_is_no_topic_is_not_found(client: FlaskClient, slug: str) -> None:
    with pytest.raises(NotFound):
        service.topic(slug)
    assert client.get(f"/help/{slug}").status_code == 404
