"""A server that has to prove who it is does so by a certificate that this computer trusts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.errors import DocumentUnreadable
from desktop_app.engine.store import Store
from tests.support import certificates, mariadb, postgres, servers

CHECKED = {
    "postgresql": "?sslmode=verify-full",
    "mariadb": "?ssl_verify_cert=true&ssl_verify_identity=true",
}


@pytest.fixture(scope="module")
def signers() -> Iterator[Path]:
    """A folder with two who sign."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    with servers.home("tidybase-ca-") as folder:
        for name in ("trusted", "stranger"):
            certificates.signer(folder, name)
        yield folder


@pytest.fixture(scope="module", params=list(CHECKED))
def proven(request: pytest.FixtureRequest, signers: Path) -> Iterator[str]:
    """The address of a database whose server has a certificate, for the name localhost."""
    request.getfixturevalue(request.param)
    certificate, key = certificates.signed(signers / "trusted.crt", "localhost")
    if request.param == "postgresql":
        settings = ("ssl=on", f"ssl_cert_file={certificate}", f"ssl_key_file={key}")
        with postgres.running(*settings) as address:
            yield address.replace("127.0.0.1", "localhost") + "postgres" + CHECKED["postgresql"]
    else:
        settings = (f"ssl-cert={certificate}", f"ssl-key={key}")
        with mariadb.running(*settings) as address:
            there = mariadb.emptied(address).replace("127.0.0.1", "localhost")
            yield there + CHECKED["mariadb"]


@pytest.fixture(autouse=True)
def trusting(signers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person's own settings are not those of the test: this computer trusts one signer."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("PGSSLROOTCERT", raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(signers / "trusted.crt"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))


def open_once(uri: str) -> None:
    store = Store()
    store.open(uri)
    store.ping()
    store.close()


def test_a_server_whose_certificate_this_computer_trusts_is_opened(proven: str) -> None:
    open_once(proven)


def test_a_server_signed_by_a_stranger_is_refused(
    proven: str, signers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(signers / "stranger.crt"))
    with pytest.raises(DocumentUnreadable, match="does not trust"):
        open_once(proven)


def test_a_server_of_another_name_is_refused(proven: str) -> None:
    with pytest.raises(DocumentUnreadable, match="another name"):
        open_once(proven.replace("localhost", "127.0.0.1"))


@pytest.mark.parametrize("kind", list(CHECKED))
def test_a_server_without_a_certificate_is_refused(
    request: pytest.FixtureRequest, kind: str
) -> None:
    address: str = request.getfixturevalue(kind)
    there = mariadb.emptied(address) if kind == "mariadb" else address
    with pytest.raises(DocumentUnreadable, match="no certificate"):
        open_once(there + CHECKED[kind])


@pytest.mark.parametrize("chosen", ["file", "variable"])
@pytest.mark.parametrize("proven", ["postgresql"], indirect=True)
def test_whom_a_person_trusts_for_postgresql_alone_is_trusted(
    proven: str, chosen: str, signers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(signers / "stranger.crt"))
    if chosen == "variable":
        monkeypatch.setenv("PGSSLROOTCERT", str(signers / "trusted.crt"))
    else:
        (tmp_path / ".postgresql").mkdir()
        shutil.copy(signers / "trusted.crt", tmp_path / ".postgresql" / "root.crt")
    open_once(proven)
