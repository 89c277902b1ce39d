"""QR codes, read back by a reader that is not ours."""

import shutil
import subprocess

import pytest
from PIL import Image, ImageDraw

from support import qr_codes
from support.models import Channel

ZBAR = shutil.which("zbarimg")
SEPA = Channel(
    kind="bank",
    value="DE89370400440532013000",
    bic="COBADEFFXXX",
    holder="Газета «Тест»",
    currency="EUR",
    purpose="Gift",
)


def drawn(code: qr_codes.Code, path) -> str:
    """Draw a code as its path says, as a browser would, and return the name of the file."""
    image = Image.new("L", (code.size * 6, code.size * 6), 255)
    draw = ImageDraw.Draw(image)
    for run in filter(None, code.path.split("M")):
        place, width = run.split("h")[0], int(run.split("h")[1].split("v")[0])
        x, y = map(int, place.split())
        draw.rectangle((x * 6, y * 6, (x + width) * 6 - 1, y * 6 + 5), fill=0)
    image.save(path / "code.png")
    return str(path / "code.png")


@pytest.mark.skipif(ZBAR is None, reason="zbarimg, which reads codes, is not here.")
@pytest.mark.parametrize(
    ("channel", "words"),
    [
        (Channel(kind="patreon", value="https://www.patreon.com/paper"), "https://www.patreon.com/paper"),
        (Channel(kind="bank", value="UA213223130000026007233566001", currency="UAH"), "UA213223130000026007233566001"),
        (Channel(kind="crypto", coin="bitcoin", value="bc1qw508"), "bitcoin:bc1qw508"),
        (Channel(kind="crypto", coin="other", value="abc"), "abc"),
        (SEPA, "BCD\n002\n1\nSCT\nCOBADEFFXXX\nГазета «Тест»\nDE89370400440532013000\n\n\n\nGift"),
    ],
)
def test_a_code_says_where_the_money_goes(channel, words, tmp_path):
    path = drawn(qr_codes.of(channel), tmp_path)
    read = subprocess.run([ZBAR, "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", path], capture_output=True)
    assert read.stdout.decode().rstrip("\n") == words


def test_only_transfers_in_euros_within_the_area_are_filled_in():
    assert qr_codes.is_epc(SEPA)
    assert not qr_codes.is_epc(Channel(kind="bank", value="DE89370400440532013000", currency="UAH"))
    assert not qr_codes.is_epc(Channel(kind="bank", value="UA213223130000026007233566001", currency="EUR"))


def test_a_line_that_is_broken_fills_in_nothing_else():
    account = Channel(kind="bank", value="DE89370400440532013000", holder="We\nFR00", currency="EUR")
    assert qr_codes.epc(account).split("\n")[5:7] == ["We FR00", "DE89370400440532013000"]


def test_a_sum_is_written_with_a_point_and_two_digits():
    assert "\nEUR12.50\n" in qr_codes.epc(SEPA, amount=12.5)
