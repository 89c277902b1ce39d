"""What the demo paper is made of. Plain data: keys refer to people, pictures, sections and stories by name."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True)
class When:
    """A moment told from the day of loading: so many days before (or after), or a share of today's hours so far.

    With `share`, 0 is last midnight and 1 is now; so whatever happened "today" lies after all of yesterday, in the
    order of the shares, at whatever hour the demo is loaded.
    """

    days: int = 0
    at: time = time()
    share: float | None = None

    def moment(self, now: datetime) -> datetime:
        """Return the moment as seen at `now`, which has the paper's time zone."""
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        if self.share is not None:
            return midnight + (now - midnight) * self.share
        day = now.date() + timedelta(days=self.days)
        return datetime.combine(day, self.at, now.tzinfo)

    @property
    def order(self) -> tuple[int, float]:
        """Return a key that sorts moments of one loading."""
        return self.days, self.share or self.at.hour / 24 + self.at.minute / 1440


@dataclass(frozen=True)
class Person:
    """Somebody who writes, draws or edits."""

    key: str
    name: str
    slug: str
    role: str
    biography: str
    photo: str
    on_staff_list: bool = True


@dataclass(frozen=True)
class Section:
    """One part of the paper."""

    slug: str
    name: str
    description: str


@dataclass(frozen=True)
class License:
    """Terms that stories and pictures name by their key."""

    key: str
    name: str
    url: str
    notice: str


@dataclass(frozen=True)
class Page:
    """A policy page; the body links to others as `page:SLUG` and to stories as `story:SLUG`."""

    slug: str
    title: str
    purpose: str
    body: str
    language: str = "en"


@dataclass(frozen=True)
class Byline:
    """A person and what they did for a story: author, photo, illustration, reporting, translation or editor."""

    person: str
    role: str = "author"


@dataclass(frozen=True)
class Words:
    """The words of a story at one time. The body is HTML with `story:SLUG` links and picture keys to be resolved."""

    headline: str
    kicker: str
    standfirst: str
    dateline: str
    body: str


@dataclass(frozen=True)
class Notice:
    """A public notice that came with a revision: correction, clarification or editors-note."""

    kind: str
    text: str
    was: str
    now: str


@dataclass(frozen=True)
class StoryRevision:
    """What readers saw, or will see, from `when` on. The kind is first, update, correction or minor."""

    number: int
    kind: str
    when: When
    by: str
    reason: str
    words: Words
    notice: Notice | None = None


@dataclass(frozen=True)
class Withdrawal:
    """When and why a story was taken away, and what readers are told in its place."""

    when: When
    by: str
    reason: str
    note: str


@dataclass(frozen=True)
class Story:
    """A story with all that readers ever saw of it; `words` is the working copy.

    The stage is draft, review or published. Drafts have no revisions. A revision whose `when` lies after the loading
    is a schedule: of the story itself if it is the first, else of an update.
    """

    slug: str
    words: Words
    section: str
    language: str
    stage: str
    bylines: tuple[Byline, ...]
    tags: tuple[str, ...] = ()
    translation_of: str = ""
    hero: str = ""
    hero_caption: str = ""
    license: str = ""
    sensitive: bool = False
    seo_title: str = ""
    seo_description: str = ""
    related: tuple[str, ...] = ()
    assignee: str = ""
    notes: tuple[str, ...] = ()
    revisions: tuple[StoryRevision, ...] = ()
    withdrawal: Withdrawal | None = None

    @property
    def published(self) -> When | None:
        """Return when readers first saw the story, or will see it."""
        return self.revisions[0].when if self.revisions else None


@dataclass(frozen=True)
class Placement:
    """A story's place on the front page: lead or second."""

    slot: str
    story: str
    position: int
    since: When


@dataclass(frozen=True)
class ReaderReport:
    """What a reader sent about a passage; `settled_in` names the revision that put it right, if one did."""

    story: str
    when: When
    kind: str
    message: str
    part: str = "text"
    quote: str = ""
    suggestion: str = ""
    name: str = ""
    email: str = ""
    status: str = "new"
    reply: str = ""
    settled_in: int | None = None


@dataclass(frozen=True)
class Tier:
    """A level of support; amounts are whole units of the currency a month."""

    name: str
    amount: int
    currency: str
    period: str
    benefits: tuple[str, ...]
    highlighted: bool = False


@dataclass(frozen=True)
class Channel:
    """A way to pay, with a value (address, account, link) that plainly belongs to a demonstration."""

    kind: str
    label: str
    value: str
    note: str = ""
    currency: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Funder:
    """Who gave money, for what, and since when."""

    name: str
    url: str
    sentence: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class AppealVariant:
    """One wording of the appeal."""

    name: str
    headline: str
    body: str
    button: str


@dataclass(frozen=True)
class HouseMessage:
    """A word of the paper's own, or of somebody who pays for its place."""

    kind: str
    placement: str
    headline: str
    words: str
    link: str
    button: str
    sponsor: str = ""


@dataclass(frozen=True)
class Ballot:
    """A question to patrons, and the topics they choose from."""

    question: str
    introduction: str
    opens: When
    closes: When
    topics: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Patron:
    """Somebody who has given for so many months, and stopped `left` months ago if that is not 0."""

    name: str
    language: str
    tier: str
    source: str
    months: int
    wall: str
    letters: bool = True
    left: int = 0


@dataclass(frozen=True)
class Gift:
    """Money of whom the provider does not name, in minor units."""

    source: str
    amount: int
    currency: str
    days_ago: int
    refunded: int = 0


@dataclass(frozen=True)
class Message:
    """What a provider told and nobody understood."""

    source: str
    kind: str
    outcome: str
    words: str
    trouble: str = ""


@dataclass(frozen=True)
class Proposal:
    """A topic that a patron proposes, or that was on a ballot, with its votes and the story that came of it."""

    title: str
    description: str
    votes: int = 0
    story: str = ""


@dataclass(frozen=True)
class Decision:
    """A ballot of the past."""

    question: str
    introduction: str
    opened: When
    closed: When
    topics: tuple[Proposal, ...]


@dataclass(frozen=True)
class Thanks:
    """A letter of thanks; without `days_ago` it waits to be sent."""

    subject: str
    body: str
    days_ago: int | None = None


@dataclass(frozen=True)
class Patrons:
    """Who pays, and what they decided."""

    patrons: tuple[Patron, ...]
    gifts: tuple[Gift, ...]
    messages: tuple[Message, ...]
    proposals: tuple[Proposal, ...]
    past: tuple[Decision, ...]
    letters: tuple[Thanks, ...]


@dataclass(frozen=True)
class Support:
    """Everything about who pays."""

    introduction: str
    thanks: str
    goal: int
    goal_reached: int
    goal_currency: str
    goal_sentence: str
    tiers: tuple[Tier, ...]
    channels: tuple[Channel, ...]
    funders: tuple[Funder, ...]
    appeal: tuple[AppealVariant, ...]
    messages: tuple[HouseMessage, ...]
    ballot: Ballot


@dataclass(frozen=True)
class Publication:
    """The paper itself."""

    name: str
    tagline: str
    description: str
    language: str
    time_zone: str
    accent: str
    owner: str
    founded: date
    desk_email: str
    corrections_email: str
    reprints_email: str
    patrons_email: str
    postal_address: str
    social_links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Paper:
    """The whole demo paper. Stories are in the order of their first publication, drafts last."""

    publication: Publication
    people: tuple[Person, ...]
    sections: tuple[Section, ...]
    licenses: tuple[License, ...]
    pages: tuple[Page, ...]
    stories: tuple[Story, ...]
    placements: tuple[Placement, ...]
    reports: tuple[ReaderReport, ...]
    support: Support
    patrons: Patrons

    def story(self, slug: str) -> Story:
        """Return the story of this address name.

        :raises KeyError: there is none.
        """
        return {story.slug: story for story in self.stories}[slug]
