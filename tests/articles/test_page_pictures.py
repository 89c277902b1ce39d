"""Pictures on the page: what there is, in every size there is."""

import pytest
from django.template import Context, Template

from tests import make

pytestmark = pytest.mark.django_db


def printed(image, words: str = "") -> str:
    template = Template("{% load articles %}{% picture image " + words + " %}")
    return template.render(Context({"image": image}))


def renditions(*slugs: str) -> dict:
    made = {}
    for slug in slugs:
        width, _, height = slug[1:].partition(".")[0].partition("x")
        made[slug] = {"name": f"r/{slug}", "width": int(width), "height": int(height or int(width) * 5 // 8)}
    return made


def test_every_format_is_offered_the_best_first_and_the_smallest_file_first():
    files = renditions("w960.jpg", "w320.jpg", "w960.webp", "w320.webp", "w960.avif", "c640x480.avif", "c1200x630.jpg")
    text = printed(make.image(renditions=files), 'sizes="50vw"')
    assert text.index("image/avif") < text.index("image/webp") < text.index("<img")
    assert 'srcset="/media/r/w320.webp 320w, /media/r/w960.webp 960w" sizes="50vw"' in text
    assert 'src="/media/r/w960.jpg"' in text and 'width="960" height="600"' in text
    assert "c640x480" not in text and "c1200x630" not in text


def test_only_the_preview_is_enough_to_show_a_picture():
    text = printed(make.image(renditions=renditions("w640.jpg")))
    assert '<img src="/media/r/w640.jpg" srcset="/media/r/w640.jpg 640w"' in text


def test_without_any_file_a_field_in_the_picture_s_color_stands_for_it():
    text = printed(make.image(color="#336699"))
    assert "<svg" in text and 'fill="#336699"' in text and 'aria-label="A bridge over a river"' in text
    assert 'viewBox="0 0 1600 1000"' in text


def test_a_shape_takes_what_was_cut_to_it_and_else_the_whole():
    cut = make.image(renditions=renditions("w640.jpg", "c640x480.jpg", "c640x640.jpg"))
    assert "/media/r/c640x480.jpg" in printed(cut, 'shape="4:3"')
    whole = make.image(renditions=renditions("w640.jpg"), focal_x=0.9, focal_y=0.1)
    assert "/media/r/w640.jpg" in printed(whole, 'shape="4:3"')
    assert 'data-focus-x="4" data-focus-y="0"' in printed(whole, 'shape="4:3"')


def test_the_hero_comes_first_and_all_others_when_they_are_near():
    image = make.image(renditions=renditions("w640.jpg"))
    assert 'loading="eager" fetchpriority="high"' in printed(image, "hero=True")
    assert 'loading="lazy"' in printed(image) and "fetchpriority" not in printed(image)


def test_a_decorative_picture_is_silent():
    image = make.image(renditions=renditions("w640.jpg"))
    assert 'alt=""' in printed(image, "decorative=True")
    assert 'alt="A bridge over a river"' in printed(image)


def test_credit_license_and_label_stand_under_a_picture(client):
    image = make.image(
        credit="Ivan Light", label="ai", license=make.license("House terms", url="https://licenses.example/by/")
    )
    article = make.live(hero=image)
    text = client.get(article.path).content.decode()
    assert "Ivan Light" in text and "Made with AI" in text
    assert '<a href="https://licenses.example/by/">House terms</a>' in text
