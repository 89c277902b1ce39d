"""How the invented people look."""

from dataclasses import dataclass

PALE, WARM, OLIVE, RUDDY = (
    ("#ecc4a0", "#c48a68"),
    ("#e2ae84", "#ad7454"),
    ("#d3a176", "#97674a"),
    ("#e6b08e", "#b4705a"),
)


@dataclass(frozen=True)
class Looks:
    """How somebody looks: colours, the cut of the hair, what is worn, and the ground behind."""

    ground: tuple[str, str]
    skin: tuple[str, str]
    hair: tuple[str, str]
    cut: str
    coat: tuple[str, str]
    collar: str
    neckline: str = "round"
    glasses: bool = False
    beard: str = ""
    age: int = 40
    width: float = 1.0


PEOPLE = {
    "portrait-perevoznyk": Looks(
        ("#dfc79a", "#c99f6c"),
        PALE,
        ("#8d8a88", "#55565c"),
        "bob",
        ("#27424d", "#162a35"),
        "#f1e4c8",
        "shirt",
        True,
        age=56,
    ),
    "portrait-lystvyn": Looks(
        ("#8fb0aa", "#5f8a88"),
        WARM,
        ("#5b3a28", "#33221c"),
        "short",
        ("#b0703a", "#70452b"),
        "#2f4450",
        "round",
        beard="short",
        age=34,
        width=1.03,
    ),
    "portrait-osmachko": Looks(
        ("#e3b088", "#c67f5c"),
        OLIVE,
        ("#2d2426", "#171318"),
        "bun",
        ("#7d3038", "#4b1f29"),
        "#f1e4c8",
        "collarless",
        age=38,
        width=0.95,
    ),
    "portrait-kryha": Looks(
        ("#b9c4a0", "#8b9c78"),
        PALE,
        ("#c08a4a", "#855a30"),
        "curly",
        ("#3d5a4c", "#233b34"),
        "#e9ddc0",
        "shirt",
        True,
        age=29,
        width=0.97,
    ),
    "portrait-terlych": Looks(
        ("#cfae9f", "#a87f78"),
        WARM,
        ("#9a4a2c", "#5f2c22"),
        "long",
        ("#2f4f63", "#1c3245"),
        "#d9b56a",
        "round",
        age=45,
        width=0.97,
    ),
    "portrait-zaplavnyi": Looks(
        ("#9fb6c4", "#6d8ca0"),
        RUDDY,
        ("#4a4540", "#2a2928"),
        "bald",
        ("#5b6b4a", "#38452f"),
        "#e9ddc0",
        "shirt",
        beard="full",
        age=52,
        width=1.06,
    ),
    "portrait-chaplynska": Looks(
        ("#e6cf9a", "#cfa35a"),
        OLIVE,
        ("#33292c", "#1b1619"),
        "pixie",
        ("#3a3f47", "#20242c"),
        "#c2513a",
        "scarf",
        age=33,
        width=0.96,
    ),
    "portrait-polishchenko": Looks(
        ("#c2b7a4", "#94897c"),
        PALE,
        ("#b9a078", "#7d6a4c"),
        "parted",
        ("#3f4f70", "#263149"),
        "#f1e4c8",
        "shirt",
        True,
        "moustache",
        age=61,
    ),
    "portrait-brodska": Looks(
        ("#d3a58f", "#ad7060"),
        PALE,
        ("#e3ddd2", "#a9a49e"),
        "waves",
        ("#5b3a5c", "#38243d"),
        "#e6c98a",
        "round",
        age=70,
    ),
    "portrait-rudenkiv": Looks(
        ("#a9bf9c", "#7a9a76"),
        RUDDY,
        ("#6b4a30", "#3f2d22"),
        "cap",
        ("#7a5236", "#4b3226"),
        "#54708a",
        "shirt",
        beard="short",
        age=41,
    ),
    "portrait-zhuravel": Looks(
        ("#8aa5ad", "#56777f"),
        RUDDY,
        ("#dcd8cf", "#a09c97"),
        "sailor",
        ("#1f3340", "#12202b"),
        "#c9cfc9",
        "roll",
        beard="full",
        age=88,
        width=1.04,
    ),
    "portrait-yeva-stoliar": Looks(
        ("#d9bf8c", "#b58f5c"),
        WARM,
        ("#3a2a26", "#211818"),
        "braid",
        ("#2f6a66", "#1c4748"),
        "#f1e4c8",
        "shirt",
        True,
        age=47,
    ),
}


def widened(looks, points):
    return [(400 + (x - 400) * looks.width, y) for x, y in points]
