"""The house: who works in it and may do what, its masthead, its rules and its terms."""

from django.contrib.auth.models import Group, Permission, User

from articles import licenses
from articles.models import License, Section
from masthead.models import Letter, Person, PolicyPage, Publication, SocialLink

from .clock import on

PASSWORD = "correct horse battery"
STAFF = {
    "owner": ["Administrators"],
    "editor": ["Editors"],
    "reporter": ["Reporters", "Night desk"],
    "moderator": ["Moderators"],
    "publisher": ["Publishers"],
}


def found() -> None:
    """Make the paper, its people, its rules and its parts."""
    with on("2026-03-01 08:00"):
        _staff()
        _masthead()
        for position, (slug, name) in enumerate({"city": "City desk", "river": "River", "books": "Books"}.items()):
            words = {"description": f"All that happens under “{name}”.", "position": position}
            Section.objects.create(slug=slug, name=name, **words)
        Section.objects.create(slug="old-town", name="Old Town", in_navigation=False)


def _staff() -> None:
    night = Group.objects.create(name="Night desk")
    night.permissions.add(Permission.objects.get(codename="view_passage"))
    Group.objects.get(name="Editors").permissions.remove(Permission.objects.get(codename="delete_image"))
    for name, groups in STAFF.items():
        someone = User.objects.create_user(name, f"{name}@paper.example", PASSWORD, is_staff=True)
        someone.groups.set(Group.objects.filter(name__in=groups))
    User.objects.filter(username="owner").update(is_superuser=True)
    own = Permission.objects.get(codename="handle_personal_data", content_type__app_label="corrections")
    user("moderator").user_permissions.add(own)
    User.objects.create_user("former", "former@paper.example", PASSWORD, is_staff=True, is_active=False)


def user(name: str) -> User:
    return User.objects.get(username=name)


def _masthead() -> None:
    Publication.objects.create(
        pk=1,
        name="The Saltmarsh Lamp",
        tagline="Light on both banks",
        time_zone="Europe/Kyiv",
        accent="#1f5a68",
        owner="The Lamp Cooperative",
        founded_on="2019-05-01",
        postal_address="1 Lantern Quay\nSaltmarsh",
        description="A small paper of an invented town. It lives on what its readers give.",
        **{f"{desk}_email": f"{desk}@paper.example" for desk in ("desk", "corrections", "reprints", "patrons")},
    )
    SocialLink.objects.create(publication_id=1, label="Elsewhere", url="https://social.example/@lamp")
    people = {"olha": "Olha Reporter", "ivan": "Ivan Light", "mira": "Mira Editor"}
    for position, (slug, name) in enumerate(people.items()):
        words = {"role": f"{name.split()[1]} at large", "biography": f"{name} came to the Lamp by boat.\n\nAnd stayed."}
        Person.objects.create(slug=slug, name=name, position=position, on_staff_list=slug != "mira", **words)
    Person.objects.filter(slug="olha").update(user=user("reporter"))
    for purpose in ("corrections", "ethics", "ownership", "contact", "privacy"):
        body = f"<h3>By lamplight</h3><p>What the Lamp holds to in matters of {purpose}.</p>"
        PolicyPage.objects.create(slug=purpose, purpose=purpose, title=f"On {purpose}", body=body)
    PolicyPage.objects.create(slug="plans", title="Plans", published=False, body="<p>A page not shown to anybody.</p>")
    Letter.objects.filter(occasion="report-received", language="en").update(subject="The Lamp has report {receipt}")
    License.objects.create(
        name="Lamp terms of 2019", slug="lamp-2019", notice="Take a tenth of it.", terms="One tenth, and a link."
    )
    licenses.replace(License.objects.get(slug="lamp-2019"), by=License.objects.get(slug="cc-by-4-0"))
