"""What is sent as a form, however large or broken, is answered clearly, and nothing of it is stored in part."""

import gzip
import io
import uuid

import pytest

FORM = "application/x-www-form-urlencoded"
NOT_FORMS = {
    "deep JSON": (b"[" * 200_000, "application/json"),
    "a JSON object": (b'{"how-far-version": 0, "how-far-value": {"a": [1]}}', "application/json"),
    "compressed": (gzip.compress(b"how-far-version=0&how-far-value=1"), FORM),
    "a compressed bomb": (gzip.compress(b"a" * 20_000_000), FORM),
    "another charset": ("how-far-version=0&how-far-value=1".encode("utf-16"), f"{FORM}; charset=utf-16"),
    "Latin letters of one byte": (b"how-far-comment=caf\xe9", FORM),
    "NUL": (b"\0" * 1000, FORM),
    "multipart without boundary": (b"--x\r\n", "multipart/form-data"),
    "multipart without end": (
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
        "multipart/form-data; boundary=x",
    ),
    "multipart without name": (
        b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--\r\n",
        "multipart/form-data; boundary=x",
    ),
    "multipart with a long boundary": (b"--" + b"x" * 9000, f"multipart/form-data; boundary={'x' * 9000}"),
    "an unknown kind": (b"how-far-version=0", "attack/attack"),
    "nothing": (b"", FORM),
}


def part(name: str) -> bytes:
    return b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n1\r\n' % name.encode()


TOO_LARGE = {
    "20 MB": (b"a" * 20_000_000, FORM),
    "one long field": (b"how-far-comment=" + b"a" * 300_000, FORM),
    "100,000 fields": (b"&".join(b"a%d=1" % number for number in range(100_000)), FORM),
    "45,000 short fields": (b"&".join(b"%x" % number for number in range(45_000)), FORM),
    "20,000 parts": (b"".join(map(part, map(str, range(20_000)))) + b"--x--\r\n", "multipart/form-data; boundary=x"),
    "5,001 parts": (
        b"".join(map(part, map("{:x}".format, range(5001)))) + b"--x--\r\n",
        "multipart/form-data; boundary=x",
    ),
}


def send(work, url: str, body: bytes, kind: str):
    headers = {"X-CSRFToken": work.csrf, "Accept": "application/json"}
    return work.browser.client.post(url, data=body, content_type=kind, headers=headers)


@pytest.mark.usefixtures("everywhere")
@pytest.mark.parametrize("name", NOT_FORMS)
def test_what_is_no_form_is_refused_by_every_route(work, everything, name):
    body, kind = NOT_FORMS[name]
    before = everything()
    for url in work.urls("POST"):
        response = send(work, url, body, kind)
        assert response.status_code in (400, 413, 422), (url, response.status_code)
    assert everything() == before


@pytest.mark.usefixtures("everywhere")
@pytest.mark.parametrize("name", TOO_LARGE)
def test_what_is_too_large_is_refused_by_every_route(work, everything, name):
    body, kind = TOO_LARGE[name]
    before = everything()
    for url in {url.rpartition("/")[0]: url for url in work.urls("POST")}.values():
        refused = send(work, url, body, kind)
        assert refused.status_code == 413, url
        assert refused.json["error"] == "This is too large"
    assert everything() == before


def test_a_body_in_pieces_without_a_length_is_limited_too(work, everything):
    before = everything()
    body = io.BytesIO(b"how-far-comment=" + b"a" * 1_000_000)
    refused = work.browser.client.post(
        f"{work.home}items/how-far",
        content_type=FORM,
        headers={"X-CSRFToken": work.csrf, "Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input": body, "wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )
    assert refused.status_code == 413
    assert everything() == before


@pytest.mark.parametrize("length", ["-5", "abc", "99999999999999999999", "1e3", ""])
def test_a_length_that_lies_breaks_nothing(work, everything, length):
    before = everything()
    response = work.browser.client.post(
        f"{work.home}items/how-far",
        data=b"a=1",
        content_type=FORM,
        headers={"X-CSRFToken": work.csrf},
        environ_overrides={"CONTENT_LENGTH": length},
    )
    assert response.status_code in (400, 413, 422)
    assert everything() == before


def test_a_file_in_place_of_a_text_is_no_text(work, everything):
    before = everything()
    file = (b'--x\r\nContent-Disposition: form-data; name="how-far-version"; filename="0"\r\n\r\n0\r\n') + b"--x--\r\n"
    refused = send(work, f"{work.home}items/how-far", file, "multipart/form-data; boundary=x")
    assert set(refused.json["errors"]) == {"version", "client_uuid"}
    assert everything() == before


def test_the_largest_answers_that_fields_allow_fit_into_one_save(work):
    fields = {"comment": "語" * 10_000, "evidence": "語" * 2000, "value": "語" * 2000}
    saved = work.save("what-else", client_uuid=str(uuid.uuid4()), **fields)
    assert saved.status_code == 200
