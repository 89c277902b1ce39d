"""Pictures on readers' pages: no larger than their places, the first one soon, and nothing moves when they come."""

from io import BytesIO
from itertools import product

import pytest
from PIL import Image as Pixels

from press.pictures import recipes_for
from tests import make

SIZE = (2400, 1600)
FIGURES = "".join(
    f'<figure class="news-image" data-image="{{}}" data-size="{size}"></figure>' for size in ("text", "wide", "full")
)
FOR_EVERY_PICTURE = """() => Promise.all([...document.images].map(async (img) => {
  img.loading = "eager";
  await img.decode();
  const listed = [...img.parentElement.children].flatMap((one) => (one.getAttribute("srcset") ?? "").split(", "));
  const offered = listed.filter(Boolean).map((file) => file.split(" "));
  const wide = parseInt(offered.find(([url]) => new URL(url, location).href === img.currentSrc)[1]);
  const place = img.getBoundingClientRect();
  const needed = Math.max(place.width, place.height * img.naturalWidth / img.naturalHeight) * devicePixelRatio;
  const smallest = wide === Math.min(...offered.map(([, each]) => parseInt(each)));
  return { file: img.currentSrc.split("-").at(-1), times: wide / needed, smallest };
}))"""
FIRST_PICTURE = """() => new Promise((done) => new PerformanceObserver((list) => {
  const { element, url } = list.getEntries().at(-1);
  done([Boolean(element.closest(".story-hero, .lead")), url.split(".").at(-1), element.fetchPriority]);
}).observe({ type: "largest-contentful-paint", buffered: true }))"""
SHIFTS = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => (moved += one.value)))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(moved)));
})"""


def picture(number: int):
    files = {
        recipe.slug: {"name": f"renditions/{number}-{recipe.slug}", "width": wide, "height": high}
        for recipe in recipes_for(*SIZE)
        for wide, high in [recipe.size(*SIZE)]
    }
    return make.image(width=SIZE[0], height=SIZE[1], renditions=files)


@pytest.fixture
def article():
    """Make a front page of all layouts, and an article with figures of all sizes."""
    for number in range(24):
        section = make.section(("City", "Politics", "Culture", "Science")[number % 4], in_navigation=True)
        make.live(
            headline=f"Story {number} of a long week by the river", hero=picture(number), section=section, tags=["a"]
        )
    body = "<p>Words.</p>" + FIGURES.format(*(picture(number).pk for number in (90, 91, 92)))
    return make.live(headline="Everything", body=body, hero=picture(99), section=section, tags=["a"])


@pytest.fixture(scope="module")
def noise() -> bytes:
    """Return a picture of which a browser thinks that it says something."""
    out = BytesIO()
    Pixels.effect_noise((600, 400), 80).save(out, "jpeg")
    return out.getvalue()


@pytest.fixture
def reading(browser, base_url, noise):
    """Return a function that opens a page in a window of its own, where every file of a picture is there."""
    opened = []

    def read(path: str, width: int, density: int):
        screen = {"viewport": {"width": width, "height": 800}, "device_scale_factor": density}
        context = browser.new_context(base_url=base_url, **screen)
        opened.append(context)
        page = context.new_page()
        page.route("**/media/**", lambda route: route.fulfill(body=noise, content_type="image/jpeg"))
        page.goto(path)
        return page

    yield read
    for context in opened:
        context.close()


@pytest.mark.parametrize("density", [1, 2])
def test_no_picture_is_half_as_large_again_as_its_place(reading, article, density):
    faults = []
    for width, path in product((360, 768, 1280), ("/", article.path, "/section/science/")):
        found = reading(path, width, density).evaluate(FOR_EVERY_PICTURE)
        assert found
        faults += [(width, path, one) for one in found if one["times"] > 1.5 and not one["smallest"]]
        faults += [(width, path, one) for one in found if one["times"] < 0.75]
    assert faults == []


def test_the_large_picture_comes_first_and_nothing_moves(reading, article):
    for width, path in product((360, 1280), ("/", article.path)):
        page = reading(path, width, 1)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(FIRST_PICTURE) == [True, "avif", "high"], path
        assert page.evaluate(SHIFTS) == 0
