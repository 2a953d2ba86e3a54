"""Seals, the folder they lie in and the keys that sign them, away from any database."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from app.domain.anchor import (
    AnchoredHead,
    HeadsDigest,
    Seal,
    SignedSeal,
    chain_order,
    head_line,
    head_of,
    in_step,
    newest,
    seal_of,
)
from app.domain.audit import GENESIS, ChainHead
from app.domain.errors import RuleViolationError, UnavailableError
from app.domain.ids import Sha256
from app.infra import keyring_secrets
from app.infra.anchors import sorted_heads
from app.infra.anchors.folder import FolderAnchors
from app.infra.anchors.signing import FileKey, StoredKey, signatures_by
from app.infra.keyring_secrets import KeyringSecrets
from app.infra.workstation_profile import load_profile
from app.ports.anchors import SEALING_SECRET
from tests.memory_keyring import MemoryKeyring

AT = datetime(2026, 9, 16, 15, 0, tzinfo=UTC)
HASH = Sha256("ab" * 32)

SURROGATES = "".join(map(chr, range(0xD800, 0xE000)))
# What SQLite hands out of a text that somebody made of bytes that are none.
NAMES = st.text(
    st.characters(exclude_characters=SURROGATES) | st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF),
    max_size=6,
)  # fmt: skip
HEADS = st.builds(
    ChainHead, NAMES, st.integers(1, 9), st.sampled_from([HASH, GENESIS, 'od"d', "\\", "\udc80\n"])
)


def seal(**changes) -> Seal:
    values = {
        "series": "0" * 32, "number": 1, "previous": GENESIS, "at": AT, "chains": 1, "events": 2,
        "heads": HASH, "changed": 0, "changes": HeadsDigest().value, "contradictions": 0,
    }  # fmt: skip
    return Seal(**{**values, **changes})


def ordered(heads: list[ChainHead]) -> list[ChainHead]:
    return sorted({head.chain: head for head in heads}.values(), key=lambda h: chain_order(h.chain))


@given(HEADS)
def test_a_head_survives_its_line_whatever_its_chain_is_called(head: ChainHead) -> None:
    line = head_line(head)
    assert line.isascii()
    assert line.count("\n") == 1
    assert head_of(line) == head


@given(st.lists(HEADS, max_size=8), st.lists(HEADS, max_size=8))
def test_two_lists_in_step_give_what_has_to_be_listed(one, two) -> None:
    before, now = ordered(one), ordered(two)
    state = {head.chain: head for head in before}
    for step in in_step(before, now):
        listed = step.listed
        if listed is not None and listed.sequence:
            state[listed.chain] = listed
        elif listed is not None:
            del state[listed.chain]
    assert state == {head.chain: head for head in now}


@given(st.lists(st.tuples(HEADS, st.integers(1, 5)), max_size=20))
def test_heads_of_many_anchors_are_sorted_in_runs(tmp_path_factory, pairs) -> None:
    marks = [AnchoredHead(head, number) for head, number in pairs]
    before, sorted_heads.RUN = sorted_heads.RUN, 3
    try:
        with sorted_heads.by_chain(marks, tmp_path_factory.getbasetemp() / "runs") as found:
            places = [(chain_order(mark.head.chain), mark.number) for mark in found]
    finally:
        sorted_heads.RUN = before
    assert places == sorted((chain_order(m.head.chain), m.number) for m in marks)
    assert list((tmp_path_factory.getbasetemp() / "runs").glob("*")) == []


def test_the_newest_head_of_each_chain_still_there() -> None:
    def mark(chain: str, sequence: int, number: int) -> AnchoredHead:
        return AnchoredHead(ChainHead(chain, sequence, HASH), number)

    marks = [mark("a", 1, 1), mark("a", 3, 2), mark("b", 2, 1), mark("b", 0, 3), mark("c", 1, 2)]
    assert [(head.chain, head.sequence) for head in newest(marks)] == [("a", 3), ("c", 1)]
    assert list(newest([])) == []


@pytest.mark.parametrize(
    "line",
    [
        "", "{}", "[]", '["a",1]', '["a",1,2]', f'["a","1","{HASH}"]', f'["a",true,"{HASH}"]',
        f'["a",-1,"{HASH}"]', f'[1,1,"{HASH}"]', f'["\\ud800",1,"{HASH}"]', f'["a",1,"{HASH}",2]',
    ],
)  # fmt: skip
def test_a_line_of_another_form_is_no_head(line: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # json and our own checks alike
        head_of(line)


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "1"}, {"number": True}, {"events": -1}, {"previous": "x"}, {"heads": None},
        {"form": "ventanilla.seal.2"}, {"at": "2026-09-16T15:00:00"}, {"at": "yesterday"},
        {"series": "x"}, {"series": 1},
    ],
)  # fmt: skip
def test_values_of_another_form_are_no_seal(changes) -> None:
    values = {**json.loads(seal().text), **changes}
    with pytest.raises(ValueError):  # noqa: PT011
        seal_of(values)


def test_a_seal_survives_its_text_and_every_value_counts() -> None:
    assert seal_of(json.loads(seal().text)) == seal()
    others = [
        seal(number=2), seal(previous=HASH), seal(chains=2), seal(events=3), seal(heads=GENESIS),
        seal(changed=1), seal(changes=HASH), seal(contradictions=1), seal(series="1" * 32),
        seal(at=AT.replace(minute=1)),
    ]  # fmt: skip
    assert len({seal().digest, *(other.digest for other in others)}) == 11


@pytest.fixture
def anchors(tmp_path: Path) -> FolderAnchors:
    (tmp_path / "anchors").mkdir()
    return FolderAnchors(tmp_path / "anchors", tmp_path / "scratch")


def publish(anchors: FolderAnchors, last: SignedSeal | None = None) -> tuple[SignedSeal, bool]:
    number = last.seal.number + 1 if last else 1
    made = SignedSeal(seal(number=number, previous=last.seal.digest if last else GENESIS), "00")
    with anchors.draft(last) as draft:
        return made, draft.publish(made)


def test_a_number_is_taken_once_and_what_lies_there_is_never_replaced(
    anchors: FolderAnchors, tmp_path: Path
) -> None:
    assert anchors.last() is None
    first, is_first = publish(anchors)
    before = anchors.path_of(1).read_bytes()
    again, is_second = publish(anchors)
    assert (is_first, is_second) == (True, False)
    assert anchors.path_of(1).read_bytes() == before
    assert anchors.last() == first == again
    assert publish(anchors, first)[1]
    assert [found.is_intact for found in anchors.found()] == [True, True]
    assert sorted(path.name for path in (tmp_path / "anchors").iterdir()) == [
        "anchor-00000001.jsonl",
        "anchor-00000002.jsonl",
    ]


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_an_anchor_may_be_written_by_nobody_afterwards(anchors: FolderAnchors) -> None:
    publish(anchors)
    assert anchors.path_of(1).stat().st_mode & 0o222 == 0


def test_a_draft_that_fails_leaves_nothing_behind(anchors: FolderAnchors, tmp_path: Path) -> None:
    def fail() -> None:
        with anchors.draft(None) as draft:
            draft.list(head_line(ChainHead("a", 1, HASH)))
            raise RuleViolationError("ANYTHING_ELSE")

    with pytest.raises(RuleViolationError):
        fail()
    assert list((tmp_path / "anchors").iterdir()) == []
    assert [path for path in (tmp_path / "scratch").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("content", ["", "{}\n", "[1]\n", "\x00" * 9000, "[" * 5000 + "\n"])
def test_a_newest_anchor_that_is_none_is_said(anchors: FolderAnchors, content: str) -> None:
    anchors.path_of(1).write_text(content)
    with pytest.raises(UnavailableError, match="ANCHOR_UNREADABLE"):
        anchors.last()
    assert [found.is_intact for found in anchors.found()] == [False]


def test_a_full_disk_is_told_as_such(anchors: FolderAnchors, monkeypatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnavailableError) as caught:
        publish(anchors)
    assert (caught.value.code, caught.value.context["errno"]) == (
        "ANCHORS_UNREACHABLE",
        errno.ENOSPC,
    )
    assert anchors.last() is None


def test_every_anchor_is_exported_into_a_new_file(anchors: FolderAnchors, tmp_path: Path) -> None:
    first, _ = publish(anchors)
    publish(anchors, first)
    assert anchors.export(tmp_path / "anchors.zip") == 2
    with zipfile.ZipFile(tmp_path / "anchors.zip") as copy:
        copy.extractall(tmp_path / "copy")
    assert FolderAnchors(tmp_path / "copy", tmp_path / "scratch").last() == anchors.last()
    with pytest.raises(RuleViolationError, match="FILE_EXISTS"):
        anchors.export(tmp_path / "anchors.zip")


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> KeyringSecrets:
    made = MemoryKeyring()
    names = keyring_secrets.ALLOWED_BACKENDS | {keyring_secrets.backend_name(made)}
    monkeypatch.setattr(keyring_secrets, "ALLOWED_BACKENDS", names)
    return KeyringSecrets(backend=made)


@pytest.fixture(params=["file", "store"])
def key(request, tmp_path: Path, secrets: KeyringSecrets):
    is_file = request.param == "file"
    return FileKey(tmp_path / "deep" / "sealing.key") if is_file else StoredKey(secrets)


def test_a_key_signs_and_its_public_half_tells(key, tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="ANCHORS_KEY_UNREADABLE"):
        key.sign("text")
    key.create()
    with pytest.raises(RuleViolationError, match="ANCHORS_KEY_EXISTS"):
        key.create()
    public, other = tmp_path / "public.pem", tmp_path / "other.pem"
    public.write_text(key.public())
    another = FileKey(tmp_path / "another.key")
    another.create()
    other.write_text(another.public())
    signature = key.sign("text")
    assert signatures_by([other, public])("text", signature)
    assert not signatures_by([other])("text", signature)
    assert not signatures_by([public])("texts", signature)
    for damaged in ("", "zz", signature[:-2], signature + "00", "00" * 64):
        assert not signatures_by([public])("text", damaged)


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_key_that_others_can_reach_does_not_sign(tmp_path: Path, mode: int) -> None:
    key = FileKey(tmp_path / "sealing.key")
    key.create()
    assert (tmp_path / "sealing.key").stat().st_mode & 0o777 == 0o600
    (tmp_path / "sealing.key").chmod(mode)
    with pytest.raises(UnavailableError, match="ANCHORS_KEY_EXPOSED"):
        key.sign("text")


def test_what_holds_no_key_is_said(tmp_path: Path, secrets: KeyringSecrets) -> None:
    wrong = ec.generate_private_key(ec.SECP256R1())
    private, public, text = (tmp_path / name for name in ("private", "public", "text"))
    private.write_bytes(
        wrong.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    public.write_bytes(
        wrong.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    text.write_text("no key")
    for path in (private, text):
        path.chmod(0o600)
        with pytest.raises(UnavailableError, match="ANCHORS_KEY_UNREADABLE"):
            FileKey(path).sign("text")
    for path in (public, text, tmp_path / "missing"):
        with pytest.raises(UnavailableError, match="ANCHORS_PUBLIC_KEY_UNREADABLE"):
            signatures_by([path])
    secrets.put(SEALING_SECRET, "no hexadecimal digits")
    with pytest.raises(UnavailableError, match="ANCHORS_KEY_UNREADABLE"):
        StoredKey(secrets).sign("text")


def test_a_profile_names_folder_and_keys(tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "profile.toml"
    monkeypatch.setenv("VENTANILLA_PROFILE", str(file))
    file.write_text(
        'anchors = "/mnt/sellos"\nanchors_key = "~/s.key"\nanchors_public_keys = ["a", "b"]\n'
    )
    profile = load_profile(None)
    assert profile.anchors == Path("/mnt/sellos")
    assert profile.anchors_key == Path("~/s.key").expanduser()
    assert profile.anchors_public_keys == (Path("a"), Path("b"))
    file.write_text("")
    profile = load_profile(None)
    assert (profile.anchors, profile.anchors_key, profile.anchors_public_keys) == (None, None, ())
