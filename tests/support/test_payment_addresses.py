"""Where money is sent to: what is mistyped is refused before anybody pays into it."""

import pytest
from django.core.exceptions import ValidationError

from support import payment_addresses
from support.models import Channel

pytestmark = pytest.mark.django_db  # The database keeps some of the promises.


def channel(**fields) -> Channel:
    return Channel(**{"kind": "link", "label": "A way", "value": "https://paper.example/give"} | fields)


class TestLinks:
    @pytest.mark.parametrize(
        ("kind", "value"),
        [
            ("patreon", "https://www.patreon.com/paper"),
            ("paypal", "https://paypal.me/paper"),
            ("stripe", "https://buy.stripe.com/test_1"),
            ("buymeacoffee", "https://buymeacoffee.com/paper"),
            ("liberapay", "https://liberapay.com/paper"),
            ("opencollective", "https://opencollective.com/paper"),
            ("liqpay", "https://www.liqpay.ua/en/checkout/paper"),
            ("monobank", "https://send.monobank.ua/jar/paper"),
            ("link", "https://anywhere.example/"),
        ],
    )
    def test_a_link_of_its_kind_is_taken(self, kind, value):
        channel(kind=kind, value=value).full_clean()

    @pytest.mark.parametrize(
        "value",
        [
            "http://patreon.com/paper",
            "https://patreon.com.thief.example/paper",
            "https://thief.example/patreon.com",
            "https://patreon.com@thief.example/",
            "https://patreon.com:8443/paper",
            "https://patreon.com:x/",
            "https://[patreon.com/",
            "javascript:alert(1)",
            "https://patreon.com/a b",
            "patreon.com/paper",
        ],
    )
    def test_a_link_that_leads_elsewhere_is_refused_in_words(self, value):
        with pytest.raises(ValidationError) as refusal:
            channel(kind="patreon", value=value).full_clean()
        assert list(refusal.value.message_dict) == ["value"]


class TestBanks:
    def test_an_iban_is_kept_without_spaces_and_a_bic_in_capitals(self):
        account = channel(kind="bank", value="de89 3704 0044 0532 0130 00", holder="The Test", bic="cobadeffxxx")
        account.full_clean()
        assert (account.value, account.bic) == ("DE89370400440532013000", "COBADEFFXXX")

    @pytest.mark.parametrize(
        "fields",
        [
            {"value": "DE88370400440532013000"},  # A check digit is wrong.
            {"value": "DE8937040044053201300"},  # A digit is missing.
            {"value": "XX89370400440532013000"},
            {"value": "Our account"},
            {"value": "DE89370400440532013000", "bic": "COBA"},
            {"value": "DE89370400440532013000", "holder": ""},
        ],
    )
    def test_an_account_that_cannot_be_right_is_refused(self, fields):
        with pytest.raises(ValidationError):
            channel(**{"kind": "bank", "holder": "The Test"} | fields).full_clean()


class TestWallets:
    """The addresses are the examples of the standards: BIP 173, BIP 350 and EIP-55."""

    @pytest.mark.parametrize(
        ("coin", "value"),
        [
            ("bitcoin", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"),
            ("bitcoin", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
            ("bitcoin", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"),
            ("bitcoin", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"),
            ("ethereum", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
            ("ethereum", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"),
            ("other", "whatever-it-is"),
        ],
    )
    def test_an_address_whose_checksum_fits_is_taken(self, coin, value):
        assert payment_addresses.wallet(f" {value} ", coin) == value

    @pytest.mark.parametrize(
        ("coin", "value"),
        [
            ("bitcoin", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3"),
            ("bitcoin", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5"),
            ("bitcoin", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kV8f3t4"),  # In both cases.
            ("bitcoin", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh"),  # bech32m for version 0.
            ("bitcoin", "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4"),
            ("bitcoin", "bc1"),
            ("ethereum", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"),
            ("ethereum", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"),  # Without any checksum.
            ("ethereum", "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
            ("other", "two words"),
        ],
    )
    def test_one_that_does_not_is_refused(self, coin, value):
        with pytest.raises(ValidationError):
            payment_addresses.wallet(value, coin)
